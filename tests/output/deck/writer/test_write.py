"""Presentation -> PowerPoint file: read back as a zip and as XML, not with the library that wrote it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from factpress.core.diagnostics import Findings
from factpress.core.paths import Places
from factpress.core.units import pt
from factpress.design.theme import Pattern, Theme
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Chapter, Document, Foreign, Image, Paragraph, Text
from factpress.output.deck.presentation import Picture, PlaceholderText, Presentation, Run, TextParagraph
from factpress.output.deck.writer.embedded_fonts import eot, may_embed
from factpress.output.deck.writer.generated_template import template
from factpress.output.deck.writer.package import CONTENT_TYPES, saved
from factpress.output.deck.writer.text_body import MasterStyle, TextWriter
from factpress.output.deck.writer.write import write
from tests.output.deck import sample
from tests.output.deck.inherited import placeholders

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORNAMENT = Pattern(first=1950, last=2000, bare=(1970, 1971), undyed_after=3, seed=1)


def set_deck(deck: Presentation, root: Path = Path(__file__).parent, theme: Theme | None = None) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(write(deck, theme or sample.theme(), Places.of(root)))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_it_is_what_python_pptx_would_save(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[bytes] = []

    def both(made: Any) -> bytes:
        out = BytesIO()
        made.save(out)
        kept.append(out.getvalue())
        return saved(made)

    monkeypatch.setattr(sys.modules["factpress.output.deck.writer.write"], "saved", both)
    ours = set_deck(sample.deck())
    with zipfile.ZipFile(BytesIO(kept[0])) as package:
        theirs = {name: package.read(name) for name in package.namelist()}
    types = [content_types(parts) for parts in (ours, theirs)]
    assert types[0] == types[1]
    assert ours | {CONTENT_TYPES: b""} == theirs | {CONTENT_TYPES: b""}


def content_types(parts: dict[str, bytes]) -> dict[str, str]:
    """The content type of each part."""
    listed = [dict(each.attrib) for each in etree.fromstring(parts[CONTENT_TYPES])]
    defaults = {each["Extension"]: each["ContentType"] for each in listed if "Extension" in each}
    overrides = {each["PartName"]: each["ContentType"] for each in listed if "PartName" in each}
    names = [name for name in parts if name != CONTENT_TYPES]
    return {name: overrides.get(f"/{name}") or defaults[name.rpartition(".")[2]] for name in names}


def test_media_are_declared_by_their_extension(parts: dict[str, bytes]) -> None:
    media = {name.rpartition(".")[2] for name in parts if not name.endswith((".xml", ".rels"))}
    markup = parts[CONTENT_TYPES].decode()
    assert {"svg", "png", "fntdata"} <= media
    assert media <= set(re.findall(r'<Default Extension="(\w+)"', markup))
    assert not re.findall(r'<Override PartName="[^"]+\.(?!xml")\w+"', markup)


def test_fonts_are_kept_whole_when_powerpoint_saves(parts: dict[str, bytes]) -> None:
    root = etree.fromstring(parts["ppt/presentation.xml"])
    assert root.get("embedTrueTypeFonts") == "1"
    assert root.get("saveSubsetFonts") is None


def test_guides_at_the_margins(parts: dict[str, bytes]) -> None:
    m = sample.theme().slide
    master = etree.fromstring(parts["ppt/slideMasters/slideMaster1.xml"])
    guides = {(guide.get("orient"), int(guide.get("pos")) / 8) for guide in master.iter("{*}guide")}
    ends = ("vert", m.left), ("vert", m.width - m.right), ("horz", m.top), ("horz", m.content_bottom)
    assert guides == {(orient, end.pt) for orient, end in ends}


def test_other_programs_see_what_the_deck_has(parts: dict[str, bytes]) -> None:
    app = etree.fromstring(parts["docProps/app.xml"])
    made = slides(parts)
    found = {name: int(app.findtext(f"{{*}}{name}")) for name in ("Slides", "Notes", "HiddenSlides")}
    notes = [name for name in parts if re.fullmatch(r"ppt/notesSlides/\w+\.xml", name)]
    assert found == {"Slides": len(made), "Notes": len(notes), "HiddenSlides": 0}
    texts = [said(page) for page in made]
    assert int(app.findtext("{*}Words")) == sum(len(text.split()) for text in texts)
    assert int(app.findtext("{*}Paragraphs")) == sum(bool(line.strip()) for text in texts for line in text.split("\n"))
    assert app.findtext("{*}PresentationFormat") == "Widescreen"
    headings, counts = (
        [each.text for each in app.find("{*}HeadingPairs").iter(f"{{*}}{tag}")] for tag in ("lpstr", "i4")
    )
    titles = [each.text or "" for each in app.find("{*}TitlesOfParts").iter("{*}lpstr")]
    assert headings == ["Fonts Used", "Theme", "Slide Titles"]
    assert len(titles) == sum(map(int, counts))
    assert titles[-len(made) :] == [" ".join(slide.title.split()) for slide in sample.deck().slides]


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    return set_deck(sample.deck())


def slides(parts: dict[str, bytes]) -> list[etree._Element]:
    names = [name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    return [etree.fromstring(parts[name]) for name in sorted(names, key=lambda name: int(re.sub(r"\D", "", name)))]


def said(root: etree._Element) -> str:
    paragraphs = root.iter(f"{A}p")
    return "\n".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in paragraphs)


def one_slide(document: Document, layout: str = "text") -> etree._Element:
    deck = sample.deck(document)
    index = list(map(sample.kind, deck.slides)).index(layout)
    return slides(set_deck(deck))[index]


def test_same_bytes_with_another_hash_seed_and_folder(tmp_path: Path) -> None:
    script = (
        "import hashlib, pathlib\nfrom tests.output.deck import sample\n"
        "from factpress.output.deck.writer.write import write\n"
        "from factpress.core.paths import Places\n"
        "made = write(sample.deck(), sample.theme(), Places.of(pathlib.Path('.')))\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    root = Path(__file__).parents[4]
    hashes = set[str]()
    for seed in ("0", "1234"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}",
            "TZ": "Asia/Tokyo",
        }
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, cwd=tmp_path, capture_output=True, check=True
        )
        hashes.add(run.stdout.decode())
    assert len(hashes) == 1


def test_content_types_come_first_and_all_dates_are_one() -> None:
    with zipfile.ZipFile(BytesIO(write(sample.deck(), sample.theme(), Places.of(Path())))) as package:
        infos = package.infolist()
    assert [info.filename for info in infos[:2]] == ["[Content_Types].xml", "_rels/.rels"]
    assert [info.filename for info in infos[2:]] == sorted(info.filename for info in infos[2:])
    assert len({info.date_time for info in infos}) == 1


def test_nothing_foreign_in_the_package(parts: dict[str, bytes]) -> None:
    assert not [name for name in parts if "printerSettings" in name]
    core = parts["docProps/core.xml"].decode()
    for words in ("Deep Water", "Friends of Wells", "en-GB", "2026-11-22T00:00:00Z"):
        assert words in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2026-11-22T"}


def test_every_run_has_a_language_and_a_font_for_each_script(parts: dict[str, bytes]) -> None:
    """Its own fonts or, in a placeholder, those of its level."""
    names = [name for name in parts if re.match(r"ppt/(slides|notesSlides)/\w+\.xml", name)]
    pages = [etree.fromstring(parts[name]) for name in names]
    runs = [run for page in pages for run in page.iter(f"{A}r", f"{A}fld")]
    assert len(runs) > 60
    assert all(run.find(f"{A}rPr").get("lang") for run in runs)  # type: ignore[union-attr]
    inherited = [
        run for name in names for place in placeholders(parts, name) for p in place.paragraphs for run in p.runs
    ]
    assert all(all(run.fonts) and run.size for run in inherited)
    outside = [run for run in runs if next(iter(run.iterancestors(f"{P}sp"))).find(f".//{P}ph") is None]
    assert len(inherited) + len(outside) == len(runs)
    for run in outside:
        properties = run.find(f"{A}rPr")
        assert properties is not None
        assert properties.get("sz")
        assert [properties.find(f"{A}{tag}") is not None for tag in ("latin", "ea", "cs")] == [True] * 3


def test_a_foreign_word_has_its_language_and_its_script_font(parts: dict[str, bytes]) -> None:
    (run,) = (run for page in slides(parts) for run in page.iter(f"{A}r") if "ទឹក" in (run.findtext(f"{A}t") or ""))
    properties = run.find(f"{A}rPr")
    assert properties is not None
    assert properties.get("lang") == "km"
    assert properties.find(f"{A}cs").get("typeface") == "+mn-cs"  # type: ignore[union-attr]
    assert b'<a:cs typeface="Noto Sans Khmer"/>' in parts["ppt/theme/theme1.xml"]
    paragraph = run.getparent()
    assert paragraph is not None
    leading = paragraph.find(f"{A}pPr/{A}lnSpc/{A}spcPts")
    assert leading is not None
    assert int(leading.get("val", "0")) > 4000  # its letters reach further than the leading of Latin text


def test_every_text_stands_in_a_placeholder_or_is_a_label_of_a_drawing(parts: dict[str, bytes]) -> None:
    labels = 0
    for page in slides(parts):
        texts = [shape for shape in page.iter(f"{P}sp") if said(shape).strip()]
        others = [shape for shape in texts if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None]
        assert all(shape.getparent().tag == f"{P}grpSp" for shape in others)  # type: ignore[union-attr]
        labels += len(others)
        first = page.find(f"{P}cSld/{P}spTree/{P}sp/{P}nvSpPr/{P}nvPr/{P}ph")
        assert first is not None
        assert first.get("type") == "title"
    assert labels == 4  # of the range


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_balanced_text_keeps_its_frame_and_has_an_inset(direction: str) -> None:
    theme = sample.theme()
    writer = TextWriter(MasterStyle.of(theme, "en", direction))
    place = sample.families(direction)["text"][0].place("title")
    line = (TextParagraph((Run("well", "en"),)),)
    assert "<a:bodyPr/>" in writer.text(place, PlaceholderText("title", line), str)
    body = writer.text(place, PlaceholderText("title", line, inset=pt(10)), str)
    assert f'<a:bodyPr {"r" if direction == "ltr" else "l"}Ins="127000"/>' in body


def test_placeholders_are_those_of_the_layout(parts: dict[str, bytes]) -> None:
    for name in (name for name in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)):
        rels = parts[name.replace("slides/", "slides/_rels/") + ".rels"].decode()
        match = re.search(r"slideLayouts/slideLayout\d+\.xml", rels)
        assert match is not None
        layout = etree.fromstring(parts[f"ppt/{match[0]}"])
        known = {(ph.get("type"), ph.get("idx")) for ph in layout.iter(f"{P}ph")}
        used = {(ph.get("type"), ph.get("idx")) for ph in etree.fromstring(parts[name]).iter(f"{P}ph")}
        assert used <= known


def test_nothing_moves_and_nothing_shrinks(parts: dict[str, bytes]) -> None:
    everything = b"".join(data for name, data in parts.items() if name.endswith(".xml"))
    for element in (b"<p:transition", b"<p:timing", b"normAutofit", b"spAutoFit"):
        assert element not in everything


def test_charts_are_vectors_with_pixels_behind_them(parts: dict[str, bytes]) -> None:
    page = slides(parts)[4]
    (picture,) = page.iter(f"{P}pic")
    assert picture.find(f"{P}nvPicPr/{P}nvPr/{P}ph").get("type") == "pic"  # type: ignore[union-attr]
    assert picture.find(f"{P}nvPicPr/{P}cNvPr").get("descr", "").startswith("Bars:")  # type: ignore[union-attr]
    rels = parts["ppt/slides/_rels/slide5.xml.rels"].decode()
    targets = dict(re.findall(r'Id="(rId\d+)"[^>]*Target="\.\./media/([^"]+)"', rels)) | {
        b: a for a, b in re.findall(r'Target="\.\./media/([^"]+)"[^>]*Id="(rId\d+)"', rels)
    }
    blip = picture.find(f".//{A}blip")
    assert blip is not None
    assert targets[blip.get(f"{R}embed", "")].endswith(".png")
    (vector,) = re.findall(r'svgBlip[^>]*r:embed="(rId\d+)"', etree.tostring(picture).decode())
    assert parts[f"ppt/media/{targets[vector]}"].startswith(b"<svg")


def test_decoration_is_marked_as_such(parts: dict[str, bytes]) -> None:
    for page in slides(parts):
        for shape in page.iter(f"{P}sp", f"{P}pic"):
            properties = shape.find(".//{*}cNvPr")
            assert properties is not None
            if not said(shape).strip() and not properties.get("descr"):
                assert b"decorative" in etree.tostring(properties)


def test_notes_end_with_the_key(parts: dict[str, bytes]) -> None:
    notes = [etree.fromstring(data) for name, data in parts.items() if re.match(r"ppt/notesSlides/\w+\.xml", name)]
    texts = [said(page) for page in notes]
    assert any(
        text.endswith(
            "A household uses 90 to 160 litres.\nSources\n"
            "Contested. Surveys disagree. Water Board, survey of the hill villages.\n⟦number-use/1⟧"
        )
        for text in texts
    )


def test_every_slide_has_its_key_as_name_and_tag(parts: dict[str, bytes]) -> None:
    slides = sorted(name for name in parts if re.match(r"ppt/slides/\w+\.xml", name))
    for name in slides:
        links = etree.fromstring(parts[name.replace("slides/", "slides/_rels/") + ".rels"])
        slide = etree.fromstring(parts[name]).find(f"{P}cSld")
        link = slide.find(f"{P}custDataLst/{P}tags").get(f"{R}id")
        (target,) = (one.get("Target") for one in links if one.get("Id") == link)
        (tag,) = etree.fromstring(parts[target.replace("../", "ppt/")])
        assert (tag.get("name"), tag.get("val")) == ("FACTPRESS", slide.get("name"))
    assert len(slides) == len({etree.fromstring(parts[name]).find(f"{P}cSld").get("name") for name in slides})


def test_sections_hold_every_slide_once(parts: dict[str, bytes]) -> None:
    presentation = parts["ppt/presentation.xml"].decode()
    assert re.findall(r'<p14:section name="([^"]+)"', presentation) == [
        "Deep Water",
        "Before the wells",
        "After them",
        "Sources",
    ]
    listed = re.findall(r'<p14:sldId id="(\d+)"', presentation)
    assert listed == re.findall(r'<p:sldId [^>]*?id="(\d+)"', presentation)


def test_slide_numbers_are_fields(parts: dict[str, bytes]) -> None:
    numbered = [page for page in slides(parts) if page.find(f".//{A}fld") is not None]
    assert len(numbered) == len(slides(parts)) - 1  # all but the title
    assert {field.get("type") for page in numbered for field in page.iter(f"{A}fld")} == {"slidenum"}


def test_links_have_words(parts: dict[str, bytes]) -> None:
    links = [run for page in slides(parts) for run in page.iter(f"{A}r") if run.find(f".//{A}hlinkClick") is not None]
    assert {run.findtext(f"{A}t") for run in links} == {"the handbook of wells", "example.org/deep-water"}


def test_the_used_families_are_embedded_and_no_others(parts: dict[str, bytes]) -> None:
    named = re.findall(r'<p:font typeface="([^"]+)"', parts["ppt/presentation.xml"].decode())
    assert "Source Sans 3" in named
    assert "Noto Sans Khmer" in named
    assert "Source Serif 4 SmText" not in named
    embedded = re.findall(r"<p:embeddedFont>.*?</p:embeddedFont>", parts["ppt/presentation.xml"].decode())
    faces = {re.findall('typeface="([^"]+)"', one)[0]: re.findall("<p:([a-z]+) ", one) for one in embedded}
    assert faces["Source Sans 3"] == ["font", "regular", "bold", "italic"]
    assert faces["Source Serif 4 Display"] == ["font", "regular", "italic"]
    assert faces["Source Serif 4 Display Semibold"] == ["font", "regular"], "it is the regular face of its family"
    assert len([name for name in parts if name.endswith(".fntdata")]) == sum(len(each) - 1 for each in faces.values())


def test_embedded_opentype_wraps_the_whole_font() -> None:
    path = next(face.path for face in sample.theme().faces if face.family == "Source Sans 3")
    font = path.read_bytes()
    wrapped = eot(font)
    assert int.from_bytes(wrapped[:4], "little") == len(wrapped)
    assert int.from_bytes(wrapped[4:8], "little") == len(font)
    assert wrapped.endswith(font)
    assert "Source Sans 3".encode("utf-16-le") in wrapped[:400]
    assert may_embed(font)


def test_words_are_escaped_and_control_characters_left_out() -> None:
    page = one_slide(
        sample.document(
            (Chapter("a", "A & B", (), (Fence('<“q”> "&"', (Paragraph((Text("a\x00b <c> & d\x0b"),)),)),)),)
        )
    )
    assert '<“q”> "&"' in said(page)
    assert "ab <c> & d" in said(page)


def test_a_whole_deck_in_another_script() -> None:
    words = "មនុស្សទាំងអស់ កើតមកមានសេរីភាព"
    document = sample.document(
        (
            Chapter(
                "a", words, (Text(words),), (Fence("ទឹក", (Paragraph((Foreign("en", (Text("water"),)), Text(words))),)),)
            ),
        ),
        language="km",
        title=words,
    )
    page = one_slide(document)
    languages = {run.findtext(f"{A}t"): run.find(f"{A}rPr").get("lang") for run in page.iter(f"{A}r")}  # type: ignore[union-attr]
    assert languages["water"] == "en"
    assert languages[words] == "km"


def test_the_cloth_is_decoration_and_a_section_has_its_years_beside_it() -> None:
    theme = replace(sample.theme(), ornament=ORNAMENT)
    document = sample.document()
    from factpress.output.deck.renderer import to_slides

    deck = to_slides(document, theme, sample.product(), sample.drawings(document), sample.shelf())
    title, section = slides(set_deck(deck, theme=theme))[:2]
    for page in (title, section):
        (picture,) = page.iter(f"{P}pic")
        assert b"decorative" in etree.tostring(picture)
    assert "1960\n1990" in said(section)
    assert "1950" not in said(title)


def test_the_cloth_of_the_title_slide_is_from_edge_to_edge_with_its_line_on_that_of_the_layout() -> None:
    from factpress.output.deck.renderer import to_slides

    document, theme = sample.document(), replace(sample.theme(), ornament=replace(ORNAMENT, last=2014))
    title = to_slides(document, theme, sample.product(), sample.drawings(document), sample.shelf()).slides[0]
    (frame,) = (item.frame for item in title.items if isinstance(item, Picture))
    slide = theme.slide
    assert frame.top.pt == pytest.approx(0, abs=0.02)
    assert frame.left + frame.width == slide.width
    assert slide.height.pt - 9 < frame.bottom.pt <= slide.height.pt


def test_a_picture_of_the_publication(tmp_path: Path) -> None:
    (tmp_path / "rain.png").write_bytes(sample.png(300, 100))
    (tmp_path / "bad.png").write_bytes(b"no picture")

    def with_picture(name: str) -> Presentation:
        return sample.deck(sample.document((Chapter("a", "A", (), (Fence("Rain", (Image(name, "Rain falls."),)),)),)))

    page = slides(set_deck(with_picture("rain.png"), tmp_path))[2]
    extent = page.find(f".//{P}pic/{P}spPr/{A}xfrm/{A}ext")
    assert extent is not None
    assert int(extent.get("cx", "0")) / int(extent.get("cy", "1")) == pytest.approx(3, rel=0.001)
    for name in ("bad.png", "../rain.png"):
        with pytest.raises(Findings) as caught:
            set_deck(with_picture(name), tmp_path)
        assert [found.code for found in caught.value.found] == ["bad-picture"]


@pytest.mark.parametrize(("palette", "ground"), [("light", "lt1"), ("dark", "dk1")])
def test_the_template_carries_the_brand(palette: str, ground: str) -> None:
    with zipfile.ZipFile(BytesIO(template(sample.theme(), palette, "en-GB", "ltr"))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
        master = package.read("ppt/slideMasters/slideMaster1.xml").decode()
        names = [name for name in package.namelist() if name.startswith("ppt/slideLayouts/slideLayout")]
    colour = sample.theme().palettes[palette].background.bare
    assert f'<a:{ground}><a:srgbClr val="{colour}"/>' in theme
    assert f'bg1="{ground}"' in master
    assert '<a:latin typeface="Source Serif 4 Display Semibold"/>' in theme
    assert '<a:font script="Khmr" typeface="Noto Serif Khmer"/>' in theme
    assert len(names) == sum(map(len, sample.families().values()))
