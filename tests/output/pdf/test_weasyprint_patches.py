"""Each patch, compared with the unpatched library."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings, Severity
from factpress.output.pdf import patch_notes, svg_paths, weasyprint_import, weasyprint_patches
from factpress.output.pdf.weasyprint_patches import PATCHES, patched
from tests.output.pdf.pages import contents, named, opened, printed

NOTE = '<span class="note" role="doc-footnote">Who said so.</span>'
BODY = f"""
<ul class="contents"><li><a href="#a">First</a></li></ul>
<h2 id="a">First</h2>
<p>Words with a note,{NOTE} <em>in italics</em>, <span lang="km">កម្ពុជា</span>.</p>
<table><tr><th scope="col">Year</th><th scope="col">People</th></tr><tr><td>1975</td><td>1,000</td></tr></table>
<p style="width: 50%; padding-left: 2em; margin: 0 auto">Half as wide, on
<a href="https://example.org/">the web</a>.</p>
<p dir="rtl" style="min-width: calc(10% + 2em)">Another way round</p>
<p style="text-decoration: red wavy underline; border-width: 3px; outline-width: 2px">Under <em>a line</em>
<b style="text-decoration: overline">and <i style="float: right; border: thin dotted">a float</i></b>
<i style="position: absolute; border-top-style: solid">placed</i></p>
<section style="page: wide"><div><p>On a page with a name</p></div></section>
"""


def svg(drawing: str) -> str:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">{drawing}</svg>'
    return f'<p><img alt="x" src="data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"></p>'


PATHS = (
    "M1 2h3v4H1Z",
    "m1,2 3,4 5-6l.5.5z m2 2 1 1",
    "M0 0L10 10 20 0",
    "M-3.5-.5e1 L1e1,2\n v-1 V3 h-1",
    "M1 1 2 2 3",
    "M 5",
    "M1 1h2zh3",
    "M1 1c1 1 2 2 3 3l1 1",
    "M0 0a5 5 0 0 1 5 5h1",
)


CORRECTIONS = ("tagging", "copied text", "footnotes", "SVG text", "line starts")
"""The patches that change pages; all others are for speed."""

Print = Callable[..., bytes]


@pytest.fixture
def printed_with(monkeypatch: pytest.MonkeyPatch) -> Print:
    """Print a body with the named patches only."""

    def print_with(body: str, *names: str, css: str = "") -> bytes:
        with monkeypatch.context() as patch:
            patch.setattr(weasyprint_patches, "PATCHES", {name: PATCHES[name] for name in names})
            return printed(body, css)

    return print_with


@pytest.fixture
def slowly(printed_with: Print) -> Callable[[str], bytes]:
    return lambda body: printed_with(body, *CORRECTIONS)


@pytest.fixture(scope="module")
def every_part() -> str:
    drawing = "".join(f'<path d="{path}" stroke="#123456" fill="none"/>' for path in PATHS)
    variable = '<div style="--far: 2em"><p style="padding-left: var(--far)">Far in</p></div>'
    return (
        BODY
        + svg(drawing + '<text x="2" y="18" font-family="Source Serif 4" font-size="6">Label</text>')
        + variable
        + BODY.replace('"a"', '"b"')
    )


@pytest.mark.parametrize("name", [name for name in PATCHES if name not in CORRECTIONS])
def test_a_patch_for_speed_leaves_the_file_as_it_is(name: str, printed_with: Print, every_part: str) -> None:
    assert printed_with(every_part, name) == printed_with(every_part)


@pytest.mark.parametrize("name", PATCHES)
def test_a_patch_is_used(name: str, monkeypatch: pytest.MonkeyPatch, every_part: str) -> None:
    used: set[str] = set()
    watching: dict[Any, Any] = {}

    def watched() -> tuple[weasyprint_patches.Replacement, ...]:
        return tuple((holder, attribute, watch(attribute, new)) for holder, attribute, new in PATCHES[name]())

    def watch(attribute: str, new: Any) -> Any:
        if isinstance(new, property):
            get: Any = new.fget
            return property(lambda self: (used.add(attribute), get(self))[1])
        if isinstance(new, dict):  # TAGS, where a patch replaces functions
            unpatched = weasyprint_import.submodule("svg").TAGS
            return {tag: draw if draw is unpatched[tag] else watch(attribute, draw) for tag, draw in new.items()}
        if not callable(new):
            return (used.add(attribute), new)[1]
        # one function for each: WeasyPrint compares those in TAGS with others
        return watching.setdefault(new, lambda *args, **options: (used.add(attribute), new(*args, **options))[1])

    monkeypatch.setattr(weasyprint_patches, "PATCHES", {name: watched})
    printed(every_part)
    assert used


NESTED = "<p>{}<span>One in ten of all <em>the children</em> there, about <b>160,000 children</b>.</span></p>"
"""A paragraph in which most words are in elements."""


def words_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [word for page in document for word in page.get_textpage().get_text_bounded().split()]


@pytest.mark.parametrize("begin", ["", "Here: "])
def test_no_word_is_broken_at_the_end_of_a_line_with_the_patch(begin: str, printed_with: Print) -> None:
    body = NESTED.format(begin)
    whole = {"Wells", *re.sub("<[^>]*>", "", body).split()}
    broken: dict[bool, int] = {True: 0, False: 0}
    for width in range(155, 200, 2):
        css = f"p {{ width: {width}px; overflow-wrap: break-word; hyphens: manual }}"
        for with_patch in broken:
            words = words_of(printed_with(body, *(("line starts",) if with_patch else ()), css=css))
            broken[with_patch] += len([word for word in words if word not in whole])
    assert broken[True] == 0
    assert broken[False] > 0


def test_a_word_that_is_longer_than_a_line_is_broken(printed_with: Print) -> None:
    long = "exploitation" * 4
    css = "p { width: 120px; overflow-wrap: break-word; hyphens: manual }"
    for body in (f"<p>{long}</p>", f"<p><span>One <em>of {long}</em> more</span></p>"):
        words = words_of(printed_with(body, "line starts", css=css))
        assert long not in words
        assert long in "".join(words)


def test_footnotes_stay_on_their_page_only_with_the_patch(printed_with: Print) -> None:
    css = "p { margin: 0; orphans: 2; widows: 2 } .note { font-size: 7pt; line-height: 10pt; footnote-policy: "
    paragraph = "<p>A paragraph<br>of<br>more<br>lines<br>than four.</p>"
    bodies = [f"<p>First.{NOTE}</p><p>{'line<br>' * lines}</p>{paragraph * 4}" for lines in range(6, 14)]

    def kept(*names: str, policy: str = "line") -> list[bool]:
        return ["Who said so" in first_page(printed_with(body, *names, css=css + policy + "}")) for body in bodies]

    assert all(kept("footnotes"))
    assert not all(kept())
    # WeasyPrint's own tests expect that footnotes without a policy may move
    assert kept("footnotes", policy="auto") == kept(policy="auto") == kept()


@pytest.mark.parametrize("policy", ["line", "block", "auto"])
def test_a_footnote_stays_on_its_page_whatever_the_margin(printed_with: Print, policy: str) -> None:
    style = f".note {{ float: footnote; font-size: 7pt; line-height: 9pt; footnote-policy: {policy} }}"
    body = f"<p>First.</p><section style='break-before: page; page: b'><p>Second.{NOTE}</p></section>"

    def stays(margin: int, *names: str) -> bool:
        area = "@footnote { border-top: 0.4pt solid; padding-top: 2pt; margin-top: 5pt }"
        css = f"{style} @page {{ size: 90mm 100mm; margin: 8mm; {area} }} @page b {{ margin-bottom: {margin}mm }}"
        try:
            return len(opened(printed_with(body, *names, css=css)).pages) == 2
        except Findings:
            return False  # a page is empty

    margins = range(8, 50, 3)
    assert all(stays(margin, "footnotes") for margin in margins)
    assert not all(map(stays, margins))


def test_only_documents_with_roles_get_the_bound_style_sheet() -> None:
    page = "<p>A footnote without a role</p>"
    document = weasyprint_import.weasyprint().HTML(string=page)
    unpatched = document._ua_stylesheets()
    with patched():
        assert document._ua_stylesheets() == unpatched
        assert weasyprint_patches.read_html(page, None)._ua_stylesheets() != unpatched


def first_page(pdf: bytes) -> str:
    page: Any = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return str(page.get_text_bounded())


def test_tags_are_complete_only_with_the_patch(printed_with: Print) -> None:
    body = f'{BODY}<p><span lang="km">ទឹក</span></p>'
    with_patch, without = printed_with(body, "tagging"), printed_with(body)
    assert len(named(with_patch, "Note")) == 1
    assert named(without, "Note") == []
    assert b"ActualText" in contents(with_patch)
    assert b"ActualText" not in contents(without)


def test_a_file_claims_pdf_ua_only_with_complete_tags(printed_with: Print) -> None:
    def claims(pdf: bytes) -> bool:
        return b"pdfuaid:part" in opened(pdf).Root.Metadata.read_bytes()

    assert claims(printed_with("<p>x</p>", "tagging"))
    assert not claims(printed_with("<p>x</p>"))


@pytest.mark.parametrize("version", ["70.0", "70.1", "70.2.dev0"])
def test_every_release_of_the_version_is_patched(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint_import.weasyprint(), "__version__", version)
    with patched() as applied:
        assert applied == tuple(PATCHES)
    assert patch_notes() == ()


@pytest.mark.parametrize("version", ["69.0", "71.0", "700.0"])
def test_another_version_prints_unpatched_with_a_note(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint_import.weasyprint(), "__version__", version)
    with patched() as applied:
        assert applied == ()
    assert printed("<p>x</p>").startswith(b"%PDF")
    (note,) = patch_notes()
    assert note.severity is Severity.INFORMATION
    assert f"WeasyPrint {version}" in note.message
    assert "tagging" in note.message


def test_a_patch_is_skipped_alone_if_its_part_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(weasyprint_import.submodule("layout.block"), "_linebox_layout")
    with patched() as applied:
        assert set(PATCHES) - set(applied) == {"footnotes"}
    (note,) = patch_notes()
    assert "footnotes" in note.message
    assert "PDF/UA" not in note.message


def test_pages_are_the_same(slowly: Callable[[str], bytes]) -> None:
    assert printed(BODY) == slowly(BODY)


STYLES = (
    "margin-inline-start: 3em",
    "direction: rtl; margin-inline-start: 3em; padding-inline-end: 1em",
    "margin-left: 1em; margin-inline-start: 4em",
    "margin-inline-start: 4em; margin-left: 1em",
    "inline-size: 40%; block-size: 3em; border-block-start: 1pt solid #123456",
    "max-inline-size: 10em; min-width: inherit",
    "--far: 2em; padding: 0 var(--far); margin: calc(1em + 2%) initial",
    "--type: italic bold 1.2em/1.5 'Source Serif 4'; --far: 1em; font: var(--type); padding-left: var(--far)",
    "--far: initial; padding-left: var(--far, 2em); margin: 0 var(--none, 1em)",
    "text-decoration: underline; color: inherit; border: medium solid",
    "display: inline-block; float: right; position: relative; left: -1em; width: 50%",
    "border-start-start-radius: 4pt; border: 1pt solid currentColor; font-size: 1.5em; line-height: inherit",
)


@pytest.mark.parametrize("style", STYLES)
def test_styles_are_the_same(slowly: Callable[[str], bytes], style: str) -> None:
    inner = "<p>Some words <b>of which some are bold</b>, on more lines than one if there is little room.</p>"
    body = f'<h2>Styles</h2><div style="{style}">{inner}<div style="font-style: italic">{inner}</div></div>{inner}'
    assert printed(body) == slowly(body)


def test_a_variable_may_change_on_the_way(slowly: Callable[[str], bytes]) -> None:
    words = '<p style="padding-left: var(--far)">Some words</p>'
    body = "<h2>Far</h2>" + "".join(f'<div style="--far: {far}em">{words * 2}</div>' for far in (1, 2, 1))
    assert printed(body) == slowly(body) != printed(body.replace("2em", "1em"))


def test_a_style_shows() -> None:
    assert len({printed(f'<h2>Styles</h2><div style="{style}"><p>Some words</p></div>') for style in STYLES}) > 6


def test_straight_paths_are_the_same(slowly: Callable[[str], bytes]) -> None:
    drawing = svg("".join(f'<path d="{path}" stroke="#123456" fill="none"/>' for path in PATHS))
    assert printed(drawing) == slowly(drawing)


def test_markers_stay_on_their_lines(slowly: Callable[[str], bytes]) -> None:
    marker = '<marker id="m" markerWidth="2" markerHeight="2"><path d="M0 0h1v1z"/></marker>'
    line = '<path d="M1 1h9v9" marker-end="url(#m)" stroke="#123456" fill="none"/>'
    assert printed(svg(marker + line)) == slowly(svg(marker + line)) != printed(svg(line))


def test_lines_before_a_curve_are_left_to_weasyprint_at_once() -> None:
    assert svg_paths.line_operators("M0 0" + " 1234567890" * 10_000 + " C1 1 2 2 3 3", lambda _: b"") is None


@given(st.text("MmLlHhVvZz0123456789.-+e ,", max_size=30))
def test_any_path_is_read_or_left_alone(steps: str) -> None:
    read = svg_paths.line_operators("M1 2" + steps, lambda number: repr(number).encode())
    assert read is None or all(line[-1:] in b"mlh" for line in read)


def letters(pdf: bytes) -> list[float]:
    """Where each letter of the first line begins, in points."""
    page: Any = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    text = page.get_text_range()
    at = text.index("AVAVA")
    return [float(page.get_charbox(at + i)[0]) for i in range(5)]


def test_words_in_an_image_are_kerned_only_with_the_patch(printed_with: Print) -> None:
    label = svg('<text x="2" y="18" font-family="Source Serif 4" font-size="10">AVAVA</text>')
    quick, slow = letters(printed_with(label, "SVG text")), letters(printed_with(label))
    assert quick[-1] - quick[0] < slow[-1] - slow[0]


@pytest.mark.parametrize("attribute", ['dx="0 1 2"', 'rotate="10"', 'letter-spacing="1"', 'textLength="30"'])
def test_letters_that_are_placed_one_by_one_stay_there(attribute: str, printed_with: Print) -> None:
    label = svg(f'<text x="2" y="18" font-family="Source Serif 4" font-size="6" {attribute}>AVAVA</text>')
    assert printed_with(label, "SVG text") == printed_with(label)


def test_what_is_replaced_is_put_back() -> None:
    parts = [(holder, attribute) for patch in PATCHES.values() for holder, attribute, _ in patch()]
    before = [vars(holder)[attribute] for holder, attribute in parts]
    printed("<p>x</p>")
    assert all(vars(holder)[attribute] is then for (holder, attribute), then in zip(parts, before, strict=True))


def test_no_other_module_replaces_parts_of_weasyprint() -> None:
    folder = Path(weasyprint_patches.__file__).parent
    words = re.compile(r"setattr\(|_ua_stylesheets|monkeypatch")
    found = [path.name for path in sorted(folder.glob("*.py")) if words.search(path.read_text(encoding="utf-8"))]
    assert found == ["weasyprint_patches.py"]
