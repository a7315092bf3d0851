"""Texts that are in a file and not seen: outside the page, invisible, covered, in the colour of the background."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name

from factpress.audit.readers.pdf import hidden_text
from tests.audit.conftest import BuiltLibrary
from tests.audit.readers.pdf.pdf_files import HEIGHT, WIDTH, add_content, box, changed, pdf, read, text, unread

COVERED = ["text that is covered"]
BLENDED = ["text in the colour of its background"]


@pytest.mark.parametrize("entry", ["CropBox", "MediaBox"])
def test_text_outside_the_page_is_told_apart(entry: str) -> None:
    def crop(made: Any) -> None:
        made.pages[0].obj[f"/{entry}"] = Array([20, 20, WIDTH, HEIGHT])

    data = pdf(text("Words") + text("14773 slug", 30, 5), change=crop)
    assert read(data, "text") == ["Words"]
    assert read(data, "outside") == ["14773 slug"]
    assert unread(data) == []


def test_a_page_that_is_turned_has_its_text() -> None:
    def turn(made: Any) -> None:
        made.pages[0].obj.Rotate = 90

    assert read(pdf(text("Words", 380, 580), change=turn), "outside") == []


HIDING = {
    "a white box": box(0, 250, WIDTH, 100),
    "a box over a part": box(0, 250, 80, 100),
    "a round shape": "q 1 g 0 250 m 0 400 400 400 400 250 c f Q ",
    "a picture": "q 300 0 0 20 0 295 cm /I Do Q ",
}
SHOWING = {
    "a box at another place": box(0, 100, WIDTH, 100),
    "a frame": "q 1 g 0 0 400 600 re 10 10 380 580 re f* Q ",
    "a transparent box": "q /Clear gs 1 g 0 250 400 100 re f Q ",
    "a tint": "q /Half gs 0.5 g 0 250 400 100 re f Q ",
    "a box whose clip is elsewhere": "q 0 0 10 10 re W n 1 g 0 250 400 100 re f Q ",
    "a line": "q 1 g 0 304 400 0.5 re f Q ",
}


@pytest.mark.parametrize("what", HIDING)
def test_covered_text_is_reported(what: str) -> None:
    data = pdf(text("12,480 people came") + HIDING[what] + text("Seen", 50, 500))
    assert unread(data) == COVERED
    assert read(data, "text") == ["Seen"]
    assert read(data, "outside") == ["12,480 people came"]


@pytest.mark.parametrize("what", [*SHOWING, *HIDING])
def test_text_that_is_seen_is_not_reported(what: str) -> None:
    above, below = (SHOWING[what], "") if what in SHOWING else ("", HIDING[what])
    data = pdf(below + text("12,480 people came") + above)
    assert unread(data) == []
    assert read(data, "text") == ["12,480 people came"]


def test_text_in_the_colour_of_its_background_is_reported() -> None:
    for hidden in (text("12,480", more="1 g"), box(0, 200, 400, 200, 0.5) + text("12,480", more="0.51 g")):
        assert unread(pdf(text("Seen", 50, 500) + hidden)) == BLENDED
    for seen in (box(0, 200, 400, 200, 0) + text("12,480", more="1 g"), text("12,480", more="1 0.6 0 rg")):
        assert unread(pdf(seen)) == []
    frame = "q 0 g 0 200 400 200 re 5 205 390 190 re f* Q "
    assert unread(pdf(frame + text("12,480"))) == []


def test_invisible_text_is_reported_unless_it_is_the_text_of_a_scan() -> None:
    hidden = text("12,480", more="3 Tr")
    assert unread(pdf(text("Seen") + hidden)) == ["invisible text"]
    assert read(pdf(text("Seen", 50, 500) + hidden), "text") == ["Seen"]
    scan = pdf("q 400 0 0 600 0 0 cm /I Do Q " + hidden)
    assert read(scan, "text") == ["12,480"]
    assert unread(scan) == ["a picture that covers the page"]


@pytest.mark.parametrize("state", ["OFF", "ON"])
def test_text_on_a_layer_that_is_not_shown_is_reported(state: str) -> None:
    def add(made: Any) -> None:
        layer = made.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
        shown = Dictionary({f"/{state}": Array([layer])})
        made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
        made.pages[0].obj.Resources.Properties = Dictionary(L=layer)

    data = pdf("/OC /L BDC " + text("12,480") + "EMC " + text("Seen", 50, 500), change=add)
    is_hidden = state == "OFF"
    assert unread(data) == ["text on a layer that is not shown"] * is_hidden
    assert ("12,480" in "".join(read(data, "text"))) is not is_hidden


def test_a_box_over_a_built_page_is_reported(built: BuiltLibrary) -> None:
    data = built.files["pdf"].read_bytes()
    assert unread(data, 3) == []
    assert unread(changed(data, add_content(box(0, 0, 420, 600), 2)), 3) == COVERED


def test_pages_with_very_many_shapes_say_that_text_may_be_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hidden_text, "_MOST_COMPARED", 10)
    assert unread(pdf(text("12,480") + box(0, 290, 20, 20) * 20)) == [
        "text among so many shapes that they may cover it"
    ]
