"""Form fields, stamps, notes and comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.audit.readers.pdf.pdf_files import annotation, appearance, pdf, read, text, unread

Change = Callable[[pikepdf.Pdf], None]
LABEL = text("People who came:")


def field(kind: Any, **entries: Any) -> Change:
    """A form field, in the form and on the page."""

    def add(made: pikepdf.Pdf) -> None:
        widget = annotation(made, Subtype=Name.Widget, FT=kind, T="a", **entries)
        made.Root.AcroForm = Dictionary(Fields=Array([widget]))

    return add


def drawn(kind: Any, content: str, **entries: Any) -> Change:
    """An annotation with an appearance."""

    def add(made: pikepdf.Pdf) -> None:
        picture = made.pages[0].obj.Resources.XObject.I
        shown = appearance(made, content, XObject=Dictionary(I=picture))
        annotation(made, Subtype=kind, AP=shown, **entries)

    return add


def test_the_value_of_a_field_is_read_once() -> None:
    assert read(pdf(LABEL, change=field(Name.Tx, V="99,999")), "field") == ["99,999"]

    def with_appearance(made: pikepdf.Pdf) -> None:
        field(Name.Tx, V="99,999", AP=appearance(made, text("99,999", 5, 5)))(made)

    data = pdf(LABEL, change=with_appearance)
    assert read(data, "field") == ["99,999"]
    assert read(data, "text") == ["People who came:"]


def test_the_value_of_a_parent_field_is_read() -> None:
    def add(made: pikepdf.Pdf) -> None:
        parent = made.make_indirect(Dictionary(FT=Name.Tx, T="a", V="99,999"))
        parent.Kids = Array([annotation(made, Subtype=Name.Widget, Parent=parent)])
        made.Root.AcroForm = Dictionary(Fields=Array([parent]))

    assert read(pdf(LABEL, change=add), "field") == ["99,999"]


def test_a_field_of_no_form_is_read() -> None:
    def add(made: pikepdf.Pdf) -> None:
        annotation(made, Subtype=Name.Widget, FT=Name.Tx, T="a", V="99,999")

    assert read(pdf(LABEL, change=add), "field") == ["99,999"]


def test_the_chosen_option_is_read() -> None:
    options = Array([Array(["a", "100 people"]), Array(["b", "200 people"])])
    combo = field(Name.Ch, Ff=1 << 17, Opt=options, V="b")
    assert read(pdf(LABEL, change=combo), "field") == ["200 people"]


SHOWN_KINDS = [Name.Stamp, Name.FreeText, Name.Watermark, Name.Square, Name.Link]


@pytest.mark.parametrize("kind", SHOWN_KINDS)
def test_what_an_annotation_shows_is_read(kind: Any) -> None:
    data = pdf(LABEL, change=drawn(kind, text("43,210 were sold", 5, 5)))
    assert read(data, "field") == ["43,210 were sold"]
    assert read(data, "text") == ["People who came:"]


def test_hidden_annotations_are_not_read() -> None:
    for flags in (2, 32):
        assert read(pdf(LABEL, change=drawn(Name.Stamp, text("43,210", 5, 5), F=flags)), "field") == []
    only_printed = drawn(Name.Stamp, text("43,210", 5, 5), F=4 | 32)
    assert read(pdf(LABEL, change=only_printed), "field") == ["43,210"]


def test_notes_are_read_as_comments_and_free_text_as_what_is_shown() -> None:
    def add(made: pikepdf.Pdf) -> None:
        annotation(made, Subtype=Name.Text, Contents="Was it not 4,000?")
        annotation(made, Subtype=Name.FreeText, Contents="At most 5,000")

    data = pdf(LABEL, change=add)
    assert (read(data, "comment"), read(data, "field")) == (["Was it not 4,000?"], ["At most 5,000"])


def test_a_picture_in_a_stamp_was_not_read() -> None:
    data = pdf(LABEL, change=drawn(Name.Stamp, "q 200 0 0 20 0 0 cm /I Do Q"))
    assert unread(data) == ["a picture in a stamp, note or form field"]


def test_films_and_xfa_forms_were_not_read() -> None:
    def film(made: pikepdf.Pdf) -> None:
        annotation(made, Subtype=Name.Movie)

    def xfa(made: pikepdf.Pdf) -> None:
        made.Root.AcroForm = Dictionary(Fields=Array(), XFA=made.make_stream(b"<xdp/>"))

    assert unread(pdf(LABEL, change=film)) == ["a film or a sound"]
    assert unread(pdf(LABEL, change=xfa)) == ["a form in XFA"]
    assert unread(pdf(LABEL)) == []
