"""What a look over the set pages must find, and what it must not complain of."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from factpress.core.diagnostics import Location
from factpress.output.pdf import weasyprint_import
from tests.output.pdf.pages import PICTURE, found, printed


@pytest.mark.parametrize(
    ("body", "words", "place"),
    [
        ("<p>" + "unbreakable" * 9 + "</p>", "unbreakableunbreakable", "its column"),
        ('<p style="white-space: nowrap">' + "water " * 30 + "</p>", "water water", "its column"),
        ('<table style="width: 20mm"><tr><td>' + "unbreakable" * 9 + "</td></tr></table>", "unbreakable", "its column"),
        (f'<img alt="A long wall" style="width: 90mm" src="{PICTURE}">', "A long wall", "its column"),
        (f'<img alt="A high wall" style="width: 20mm; height: 95mm" src="{PICTURE}">', "A high wall", "text area"),
        (f'<div style="display: inline-block">{"<p>water</p>" * 30}</div>', "water", "text area"),
        (
            '<p style="position: absolute; left: 60mm; width: 40mm">far right of all the water</p>',
            "far right",
            "its column",
        ),
    ],
)
def test_what_runs_out_is_named(body: str, words: str, place: str) -> None:
    over = [d for d in found(f"<p>A paragraph above.</p>{body}") if d.code == "overfull"]
    assert over
    assert "page " in over[0].message
    assert words in over[0].message
    assert over[0].message.endswith(place)


def test_one_finding_for_a_block_of_many_lines() -> None:
    over = found('<p style="white-space: pre">' + "\n".join(["water " * 30] * 5) + "</p>")
    assert [d.code for d in over] == ["overfull"]


def test_text_may_not_run_into_the_notes() -> None:
    note = '<span class="note" role="doc-footnote">Who said so, at length. Who said so, at length.</span>'
    lines = f'<div style="display: inline-block; height: 20mm"><p>{"water<br>" * 18}end</p></div>'
    assert {d.code for d in found(f"<p>x{note}</p>{lines}")} == {"overfull"}


def test_ordinary_pages_pass() -> None:
    note = '<span class="note" role="doc-footnote">Who said so.</span>'
    prose = "Levels were written down every morning, in a book on the sill. " * 12
    css = "@page { @bottom-left { content: counter(page); margin-left: -1cm } } p { margin-left: -5mm }"
    assert printed(f"<p>{prose}{note}</p>" * 6, css).startswith(b"%PDF")


def test_ornaments_may_bleed() -> None:
    bleeding = f'<img alt="" style="width: 140mm; margin-left: -30mm" src="{PICTURE}">'
    assert printed(f"<p>x</p>{bleeding}")


def test_an_empty_page_is_found() -> None:
    empty = found('<p>x</p><div style="break-before: page; height: 5mm"></div><p style="break-before: page">y</p>')
    assert [(d.code, d.message) for d in empty] == [("empty-page", "page 2 is empty")]


def test_a_page_left_blank_for_a_recto_is_none() -> None:
    assert printed('<p>x</p><p style="break-before: recto">y</p>')


def test_a_character_without_glyph_is_named_where_it_stands() -> None:
    (only,) = found("<p>x</p><p style='break-before: page'>The rune \u16a0 is on the stone.</p>")
    assert only.code == "missing-glyph"
    assert only.message.startswith("page 2: ")
    assert "U+16A0 RUNIC LETTER FEHU FEOH FE F" in only.message
    assert "The rune \u16a0 is on the stone." in only.message


def test_also_in_a_drawing() -> None:
    drawn = PICTURE.split(",")[0].removesuffix(";base64") + (
        ",<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'>"
        "<text y='15' font-family='Source Serif 4' font-size='9'>rune %E1%9A%A0</text></svg>"
    ).replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    (only,) = found(f'<img alt="x" src="{drawn}">')
    assert only.code == "missing-glyph"
    assert "rune \u16a0" in only.message


def test_a_finding_has_the_place_of_the_nearest_element_that_has_one() -> None:
    rune = "The rune \u16a0 is on the stone."
    (only,) = found(f'<div data-origin="data/a.md:2:1"><p data-origin="data/a.md:7:3"><em>{rune}</em></p></div>')
    assert only.location == Location(Path("data/a.md"), 7, 3)
    (only,) = found(f'<div data-origin="data/a.md"><p>{rune}</p></div>')
    assert only.location == Location(Path("data/a.md"))
    (only,) = found(f"<p>{rune}</p>")
    assert only.location == Location(Path("data/publication.yaml"))
    over = found('<p data-origin="data/a.md:4:1" style="white-space: nowrap">' + "water " * 30 + "</p>")
    assert [str(d.location) for d in over] == ["data/a.md:4:1"]
    blank = '<p data-origin="data/a.md:5:1">x</p><div style="break-before: page; break-after: page"></div><p>y</p>'
    assert [(d.code, str(d.location)) for d in found(blank)] == [("empty-page", "data/a.md:5:1")]


@pytest.mark.parametrize(
    ("svg", "named"),
    [
        ("<text y='15' font-family='No Such Face'>stone</text>", "in No Such Face"),
        ("<text y='15'>stone</text>", "without naming a face"),
        ("<style>text {font-family: Cousine}</style><text y='15'>stone</text>", "in Cousine"),
        ("<g font-family='Cousine, serif'><text y='15'>a <tspan>stone</tspan></text></g>", "in Cousine"),
        (
            "<g style='font-family: Cousine'><text y='15'><tspan>s</tspan> tone</text></g>",
            "in Cousine",
        ),
    ],
)
def test_a_drawing_in_a_face_of_the_machine_is_one_finding_at_the_drawing(svg: str, named: str) -> None:
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'>{svg}</svg>"
    address = "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()
    body = (
        f'<p>Words with the letters of stone.</p><p data-origin="data/a.md:9:1"><img alt="A stone" src="{address}"></p>'
    )
    (only,) = found(body)
    assert (only.code, str(only.location)) == ("missing-glyph", "data/a.md:9:1")
    assert '"A stone"' in only.message
    assert named in only.message


@pytest.mark.parametrize("css", ["p { colour: red }", "p { color: }", "p { width: 3 }"])
def test_the_log_is_heard(css: str) -> None:
    said = found("<p>x</p>", css)
    assert {d.code for d in said} == {"typesetting"}


def test_a_link_that_leads_nowhere_is_heard() -> None:
    (only,) = found('<p><a href="#nowhere">x</a></p>')
    assert "nowhere" in only.message


def test_a_picture_that_is_none_is_heard() -> None:
    said = found('<img alt="x" src="data:image/png;base64,AAAA"><p>x</p>')
    assert [d.code for d in said] == ["typesetting"]


def test_texts_with_places_of_their_own_may_not_run_over_one_another() -> None:
    at = '<div style="position: absolute; width: 40mm; {}"><p data-origin="a.yaml:{}:1">{}</p></div>'
    foot = at.format("bottom: 0", 9, "Publisher")
    long = at.format("top: 0", 2, "so many words " * 60)
    over = [d for d in found(f"<p>x</p>{long}{foot}") if "runs over" in d.message]
    assert [(str(d.location), d.code) for d in over] == [("a.yaml:2:1", "overfull")]
    assert "Publisher" in over[0].message
    assert printed(f"<p>x</p>{at.format('top: 0', 2, 'few words')}{foot}")


def test_a_drawing_with_a_path_that_goes_on_after_its_end_takes_no_time() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h3v3z 5 C 1 1 2 2 3 3"/></svg>'
    address = "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()
    (only,) = found(f'<p>x</p><img alt="x" style="width: 9mm" src="{address}">')
    assert only.code == "typesetting"


def test_a_place_has_one_finding_of_a_kind() -> None:
    wide = "".join(f'<p style="width: 9mm">{word * 9}</p>' for word in ("unbreakable", "undividable", "indivisible"))
    (only,) = found(f'<div data-origin="data/a.md:7:3">{wide}</div>')
    assert only.code == "overfull"
    assert "; also: " in only.message
    assert "undividable" in only.message
    (only,) = found('<div data-origin="data/a.md:7:3"><p>Runes \u16a0 and \u16a2.</p><p>Also \u16a6.</p></div>')
    assert only.code == "missing-glyph"
    assert all(f"U+16A{digit}" in only.message for digit in (0, 2, 6))


def test_empty_pages_after_one_text_are_one_finding() -> None:
    blank = '<div style="break-before: page; height: 5mm"></div>'
    (only,) = found(f'<p data-origin="data/a.md:5:1">x</p>{blank * 6}<p style="break-before: page">y</p>')
    assert (only.message, str(only.location)) == ("pages 2, 3, 4 and 3 more are empty", "data/a.md:5:1")


def test_ctrl_c_while_a_drawing_is_drawn_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(weasyprint_import.submodule("svg").SVG, "draw", stop)
    with pytest.raises(KeyboardInterrupt):
        printed(f'<p>x</p><img alt="x" style="width: 9mm" src="{PICTURE}">')
