"""Finished pages into PDF/X-4: the theme's inks and nothing else, boxes, a fixed id, the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from factpress.core.diagnostics import Findings, Problems
from factpress.core.paths import Places
from factpress.design.palettes import Colour, Inks
from factpress.design.theme import load_theme
from factpress.output.prepress.ink import convert_to_pdfx4, icc_profile
from factpress.output.prepress.ink.recolour_stream import SMALL_PT
from factpress.output.prepress.preflight import preflight
from tests.output.prepress.pressed import SECTION, damaged, good, job, opened, painting, plates, printer, set_pages
from tests.output.prepress.pressed import theme as own_theme
from tests.publications import publication

_COLOUR = re.compile(rb"[\d.]+ [\d.]+ [\d.]+ [\d.]+ [kK]\b")
_SCREEN = re.compile(rb"(?<![\w/])(rg|RG|g|G|sc|SC|scn|SCN|cs|CS)\b")


def content(pdf: bytes) -> list[bytes]:
    with opened(pdf) as file:
        return [page.Contents.read_bytes() for page in file.pages]


# ── inks ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["print-shop-mm", "print-shop-inch"])
@pytest.mark.parametrize("folder", [None, Path(__file__).parents[4]], ids=["engine", "briefing"])
def test_every_colour_of_paper_has_inks_within_the_limit(name: str, folder: Path | None, tmp_path: Path) -> None:
    theme = load_theme(Places.of(folder or publication(tmp_path)), Problems())
    assert theme is not None
    limit = printer(name).ink_limit or 0
    palette = theme.palettes["print"]
    shown = {getattr(palette, field) for field in palette.__slots__ if isinstance(getattr(palette, field), Colour)}
    assert len(shown) > 5
    assert not {colour.hex for colour in shown if colour not in theme.inks}
    assert not {colour.hex: inks.total for colour, inks in theme.inks.items() if inks.total > limit}


def test_pages_have_inks_alone_and_only_those_of_the_own_theme() -> None:
    known = {tuple(round(share / 100, 3) for share in inks) for inks in own_theme().inks.values()}
    for stream in content(good()):
        assert not _SCREEN.search(stream)
        used = {tuple(round(float(n), 3) for n in found[:-2].split()) for found in _COLOUR.findall(stream)}
        assert used
        assert used <= known


def test_a_colour_without_inks_is_an_error_with_its_page_and_name() -> None:
    with pytest.raises(Findings) as raised:
        plates(SECTION + SECTION.replace("<p>", '<p style="color: #123456">'))
    (found,) = raised.value.found
    assert (found.code, str(found.location)) == ("no-inks", "data/brand.yml")
    assert found.message == 'page 2: no inks are configured for "#123456"'
    assert '{"#123456": [0, 0, 0, 100]}' in (found.hint or "")


def test_a_colour_with_more_ink_than_the_printer_takes_is_an_error() -> None:
    with pytest.raises(Findings) as raised:
        convert_to_pdfx4(set_pages(SECTION), own_theme(), job(at=replace(printer(), ink_limit=240)))
    (found,) = raised.value.found
    assert found.code == "too-much-ink"
    assert (
        "takes 250 % of ink (90 70 45 45), and A print shop that measures in millimetres takes 240 %" in found.message
    )


def test_all_errors_come_in_one_run() -> None:
    pages = set_pages(SECTION.replace("<p>", '<p style="color: #123456"><b style="color: #654321">W</b>'))
    with pytest.raises(Findings) as raised:
        convert_to_pdfx4(pages, own_theme(), job(at=replace(printer(), ink_limit=240)))
    assert sorted(found.code for found in raised.value.found) == ["no-inks", "no-inks", "too-much-ink"]


def test_a_shade_between_two_colours_is_no_colour_of_the_own_theme() -> None:
    """A colour that comes out a little off, as by blending on the way, is not taken for its neighbour."""
    near = damaged(painting("0.1503 0.2235 0.2902 rg 0 0 9 9 re f"), set_pages(SECTION))  # #26394A is .1490 …
    with pytest.raises(Findings, match="no inks are configured"):
        convert_to_pdfx4(near, own_theme(), job())


def test_a_gradient_between_colours_of_the_theme_is_blended_in_inks() -> None:
    css = ".cloth { background: linear-gradient(#26394a, #ffffff) }"
    pdf = plates(SECTION * 4, css=css)
    with opened(pdf) as file:
        spaces = {
            str(thing["/ColorSpace"])
            for thing in file.objects
            if isinstance(thing, Dictionary) and "/ShadingType" in thing
        }
    assert spaces <= {"/DeviceCMYK"}
    assert not preflight(pdf, printer()).findings


@pytest.mark.parametrize(("space", "says"), [
    ([Name.Lab, Dictionary(WhitePoint=[1, 1, 1])], "Lab"),
    ([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary(FunctionType=2, Domain=[0, 1], N=1)], "Separation"),
])  # fmt: skip
def test_a_space_that_has_no_inks_is_an_error(space: list[Any], says: str) -> None:
    paint = painting("/F cs 1 scn 0 0 9 9 re f", ColorSpace=lambda file: {"F": Array(space)})
    with pytest.raises(Findings) as raised:
        convert_to_pdfx4(damaged(paint, set_pages(SECTION)), own_theme(), job())
    (found,) = raised.value.found
    assert (found.code, found.message[:7]) == ("unsupported-colour", "page 1:")
    assert says in found.message


# ── type ────────────────────────────────────────────────────────────────────────────────────────────────────────


def shows(pdf: bytes) -> list[tuple[tuple[float, ...], bool, float]]:
    """Each run of text of the first page: its inks, whether it overprints, its size on paper."""
    found: list[tuple[tuple[float, ...], bool, float]] = []
    inks, over, size = (0.0, 0.0, 0.0, 1.0), False, 0.0
    stack: list[tuple[tuple[float, ...], bool, float]] = []
    with opened(pdf) as file:
        states = file.pages[0].Resources.ExtGState
        for operands, operator in pikepdf.parse_content_stream(file.pages[0]):
            match str(operator):
                case "k":
                    inks = tuple(float(operand) for operand in operands)
                case "gs" if "/op" in states[str(operands[0])]:
                    over = bool(states[str(operands[0])]["/op"])
                case "Tf":
                    size = float(operands[1]) * 0.75  # WeasyPrint counts in pixels
                case "q":
                    stack.append((inks, over, size))
                case "Q":
                    inks, over, size = stack.pop()
                case "Tj" | "TJ":
                    found.append((inks, over, size))
                case _:
                    pass
    return found


def test_black_type_is_black_alone_and_overprints_and_colours_knock_out() -> None:
    said = shows(good())
    black = [over for inks, over, _ in said if inks[:3] == (0, 0, 0)]
    coloured = [over for inks, over, _ in said if inks[:3] != (0, 0, 0)]
    assert len(black) > 2
    assert coloured
    assert all(black)
    assert not any(coloured)


def test_overprinting_is_of_the_kind_that_keeps_what_lies_below() -> None:
    with opened(good()) as file:
        states = file.pages[0].Resources.ExtGState
        over = states.InkOverprint
        assert (bool(over.op), bool(over.OP), int(over.OPM)) == (True, True, 1)
        assert not bool(states.InkKnockout.op)


def test_small_type_takes_two_inks_at_the_most() -> None:
    pages = plates(SECTION.replace("<small>", '<small style="color: #26394a">'))
    small = [inks for inks, _, size in shows(pages) if size < SMALL_PT]
    assert small
    assert all(sum(share > 0 for share in inks) <= 2 for inks in small)
    large = [inks for inks, _, size in shows(pages) if size > 17]
    assert any(sum(share > 0 for share in inks) == 4 for inks in large)


def test_white_never_overprints() -> None:
    css = ".cloth::before { content: 'Wells'; color: #ffffff; position: absolute; top: 9mm; left: 30mm }"
    said = shows(plates(SECTION, css=css))
    assert [over for inks, over, _ in said if sum(inks) == 0] == [False]


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_output_intent_is_the_printers_profile_and_registered_by_its_name() -> None:
    with opened(good()) as file:
        (intent,) = file.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.read_bytes() == icc_profile(printer())
        assert int(intent.DestOutputProfile.N) == 4


def test_boxes_are_trim_and_bleed_and_nothing_outside() -> None:
    with opened(good()) as file:
        for page in file.pages:
            trim, bleed, media = ([float(edge) for edge in box] for box in (page.TrimBox, page.BleedBox, page.MediaBox))
            assert media == bleed
            around = [t - b for b, t in zip(bleed, trim, strict=True)]
            assert around == pytest.approx([8.504, 8.504, -8.504, -8.504], abs=1e-2)
            assert not {"/CropBox", "/ArtBox", "/Annots"} & set(page.obj.keys())


def test_dates_and_ids_are_the_editions_and_the_bytes_the_same_twice() -> None:
    pages = set_pages(SECTION * 4)
    once, again = (convert_to_pdfx4(pages, own_theme(), job()) for _ in range(2))
    assert once == again
    with opened(once) as file:
        xmp = file.Root.Metadata.read_bytes().decode()
        assert str(file.trailer.Info.CreationDate) == str(file.trailer.Info.ModDate) == "D:20261122000000Z"
        assert (str(file.trailer.Info.Trapped), str(file.trailer.Info.GTS_PDFXVersion)) == ("/False", "PDF/X-4")
        assert file.pdf_version == "1.6"
    assert xmp.count("2026-11-22T00:00:00Z") == 3
    ids = re.findall(r"uuid:([0-9a-f-]{36})", xmp)
    other = convert_to_pdfx4(pages, own_theme(), replace(job(), date="2026-11-23"))
    with opened(other) as file:
        others = re.findall(r"uuid:([0-9a-f-]{36})", file.Root.Metadata.read_bytes().decode())
    assert len(ids) == len(others) == 2
    assert not set(ids) & set(others)


def test_another_painting_is_another_instance_of_the_same_document() -> None:
    def ids(pdf: bytes) -> list[str]:
        with opened(pdf) as file:
            return re.findall(r"(?:Document|Instance)ID>uuid:([0-9a-f-]{36})", file.Root.Metadata.read_bytes().decode())

    (document, instance), (same, other) = ids(plates(SECTION)), ids(plates(SECTION.replace("Water", "Rain")))
    assert document == same
    assert instance != other


def test_titles_are_escaped() -> None:
    with opened(convert_to_pdfx4(set_pages(SECTION), own_theme(), replace(job(), title="<Wells> & rain"))) as file:
        assert "&lt;Wells&gt; &amp; rain" in file.Root.Metadata.read_bytes().decode()
        assert str(file.trailer.Info.Title) == "<Wells> & rain"


@pytest.mark.parametrize(("pages", "multiple", "there"), [(1, 4, 1), (2, 4, 2), (3, 4, 4), (6, 4, 8), (9, 8, 16)])
def test_pages_come_in_whole_sheets_and_the_back_cover_stays_last(pages: int, multiple: int, there: int) -> None:
    last = SECTION.replace("Water", "Restored")
    pdf = plates_for(SECTION * (pages - 1) + last, multiple)
    streams = content(pdf)
    assert len(streams) == there
    assert [not stream for stream in streams] == [pages - 1 <= i < there - 1 for i in range(there)]
    assert {"page-count", "mixed-sizes"}.isdisjoint({f.code for f in preflight(pdf, printer()).findings})


def plates_for(body: str, multiple: int) -> bytes:
    return convert_to_pdfx4(set_pages(body), own_theme(), job(at=replace(printer(), multiple=multiple)))


def test_links_go_and_tags_stay_without_them() -> None:
    body = SECTION.replace("Wells", '<a href="https://example.org" style="color: inherit">Wells</a>', 1)
    with opened(plates(body)) as file:
        kids = [thing for thing in file.objects if isinstance(thing, Dictionary) and thing.get("/Type") == "/OBJR"]
        assert "/StructTreeRoot" in file.Root
        assert not any("/Annots" in page.obj for page in file.pages)
        named = [kid for thing in file.objects if isinstance(thing, Dictionary) for kid in listed(thing.get("/K"))]
        assert not kids
        assert not [kid for kid in named if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"]


def listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def test_inks_are_counted() -> None:
    assert Inks(0, 0, 0, 75).only_black
    assert not Inks(0, 0, 0, 0).only_black
    assert not Inks(10, 0, 0, 75).only_black
    assert (Inks(90, 70, 45, 45).total, Inks(90, 0, 45, 0).count) == (250, 2)
