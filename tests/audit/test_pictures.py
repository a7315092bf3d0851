"""Pictures in our own decks: one that was exchanged or added is found, by its content."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx.util import Inches

from factpress.audit import Audit
from factpress.audit.pictures import ADDED, ExpectedPictures, exchanged_pictures, with_added_pictures
from factpress.audit.readers import read_bytes
from factpress.audit.readers.pptx_parts import COVERING
from factpress.audit.reading import Picture, Place, Unread
from factpress.core.units import pt
from factpress.document.model.targets import DECK
from factpress.document.walk import figures
from factpress.output.charts import Drawing
from factpress.workflows.audit_files import possible_generated_text
from factpress.workflows.tasks import chart_pictures
from tests.audit.conftest import BuiltLibrary
from tests.audit.decks import changed, resaved


def red() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, "PNG")
    return out.getvalue()


def pictures(deck: Any, kind: str) -> list[Any]:
    """The parts with pictures of that kind, by the slides that show them."""
    found: dict[str, Any] = {}
    for slide in deck.slides:
        for link in slide.part.rels.values():
            if link.reltype.endswith("/image") and str(link.target_part.partname).endswith(kind):
                found[str(link.target_part.partname)] = link.target_part
    return list(found.values())


def exchange(kind: str, data: bytes, number: int = 0) -> Any:
    def change(deck: Any) -> None:
        pictures(deck, kind)[number]._blob = data

    return change


def messages(result: Audit) -> list[str]:
    return [one.message for one in result.found if one.code == "picture-differs"]


def expected(built: BuiltLibrary) -> ExpectedPictures:
    (generated,) = possible_generated_text(built.edition, built.files["pptx"], "pptx")
    assert generated.pictures is not None
    found = generated.pictures()
    assert found is not None
    return found


SAID = 'slide 3: the picture of the chart "More people come every year" is not the one that factpress draws'


def test_a_deck_as_built_has_exactly_the_expected_pictures(built: BuiltLibrary) -> None:
    path = built.files["pptx"]
    reading = read_bytes(path.read_bytes(), path)
    assert {p.digest for place in reading.places for p in place.pictures} == expected(built).known
    assert not [one for place in reading.places for one in place.unread]
    assert built.audit("pptx").found == ()


def test_a_deck_that_another_program_saved_has_the_same_pictures(built: BuiltLibrary) -> None:
    result = built.audit("pptx", resaved(built.files["pptx"].read_bytes(), lambda _: None))
    assert result.found == ()


@pytest.mark.parametrize(("kind", "data"), [(".png", red()), (".svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>')])
def test_an_exchanged_picture_of_a_chart_is_an_error(built: BuiltLibrary, kind: str, data: bytes) -> None:
    result = built.audit("pptx", resaved(built.files["pptx"].read_bytes(), exchange(kind, data)))
    assert SAID in messages(result)
    (finding,) = [one for one in result.found if one.code == "picture-differs"]
    assert finding.location is not None
    assert finding.location.path == Path("data/charts.yaml")
    assert finding.hint


def test_without_its_alternative_text_it_is_found_by_the_title(built: BuiltLibrary) -> None:
    def change(deck: Any) -> None:
        exchange(".png", red())(deck)
        for shape in deck.slides[2].shapes:
            shape._element.xpath(".//p:cNvPr")[0].attrib.pop("descr", None)
        for vectors in deck.slides[2]._element.xpath(".//*[local-name()='svgBlip']"):
            vectors.getparent().remove(vectors)

    assert SAID in messages(built.audit("pptx", resaved(built.files["pptx"].read_bytes(), change)))


def added(deck: Any) -> None:
    deck.slides[2].shapes.add_picture(BytesIO(red()), 0, 0, Inches(1), Inches(1))


def test_an_added_picture_was_not_read(built: BuiltLibrary) -> None:
    path = built.files["pptx"]
    data = resaved(path.read_bytes(), added)
    assert messages(built.audit("pptx", data)) == []
    places = with_added_pictures(read_bytes(data, path).places, expected(built))
    assert [(place.number, place.unread) for place in places if place.unread] == [(3, (ADDED,))]


def test_pictures_that_are_gone_or_vectors_that_are_left_out_are_no_error(built: BuiltLibrary) -> None:
    """LibreOffice leaves out the vectors."""

    def change(deck: Any) -> None:
        for slide in deck.slides:
            for vectors in slide._element.xpath(".//*[local-name()='svgBlip']"):
                vectors.getparent().remove(vectors)

    assert messages(built.audit("pptx", resaved(built.files["pptx"].read_bytes(), change))) == []


def test_a_picture_of_a_chart_with_changed_values_is_outdated_not_exchanged(built: BuiltLibrary) -> None:
    data = resaved(built.files["pptx"].read_bytes(), exchange(".png", red()))
    with_old_values = changed(data, ('name="visitors/by-year"><vt:lpwstr>', 'name="visitors/by-year"><vt:lpwstr>x'))
    assert messages(built.audit("pptx", with_old_values)) == []


def test_two_charts_with_each_others_pictures(built: BuiltLibrary) -> None:
    (chart,) = [figure.chart for figure in figures(built.edition.document, DECK.name)]
    other = replace(chart, id="other", title="Another one", alt="Another description")
    both = ExpectedPictures({chart.id: frozenset({"a", "b"}), "other": frozenset({"c", "d"})}, frozenset({"e"}))

    def found(title: str, *shown: Picture) -> list[str]:
        place = Place(1, "slide 1", (), title=title, pictures=shown)
        return [one.id for _, one in exchanged_pictures((place,), (chart, other), both)]

    assert found(chart.title, Picture("a", chart.alt), Picture("b", chart.alt)) == []
    assert found(chart.title, Picture("c", chart.alt)) == [chart.id]
    assert found(chart.title, Picture("c", other.alt)) == []  # moved to another slide, with its description
    assert found(chart.title, Picture("c")) == [chart.id]
    assert found(chart.title, Picture("a"), Picture("new")) == []
    assert found(chart.title, Picture("e")) == []
    assert found("My slide", Picture("new")) == []


def test_a_slide_that_our_own_pictures_cover_is_read() -> None:
    known, covering = ExpectedPictures({}, frozenset({"ours"})), Unread(COVERING)
    ours = Place(1, "slide 1", (), pictures=(Picture("ours"),), unread=(covering, Unread("a video")))
    both = replace(ours, pictures=(Picture("ours"), Picture("new")))
    first, second = with_added_pictures((ours, both), known)
    assert first.unread == (Unread("a video"),)
    assert second.unread == (covering, Unread("a video"), ADDED)


def test_what_is_not_known_is_not_judged() -> None:
    place = Place(1, "slide 1", (), pictures=(Picture("new"),))
    assert with_added_pictures((place,), ExpectedPictures({})) == (place,)
    assert with_added_pictures((place,), ExpectedPictures({}, frozenset())) == (replace(place, unread=(ADDED,)),)


def test_a_build_knows_the_pictures_of_its_charts_only() -> None:
    drawing = Drawing(b"<svg/>", b"pixels", pt(1), pt(1), "A chart")
    found = chart_pictures({"a": drawing})
    assert found.charts == {"a": {hashlib.sha256(data).hexdigest() for data in (b"<svg/>", b"pixels")}}
    assert found.known is None
    assert chart_pictures({"a": drawing}, [b"photo"]).known == {
        *found.charts["a"],
        hashlib.sha256(b"photo").hexdigest(),
    }
