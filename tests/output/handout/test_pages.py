"""The handout as it is printed: pages, words, and what its audit finds when something was altered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.audit import Audit, GeneratedText, audit
from factpress.audit.readers import read_bytes
from factpress.audit.reading import Fragment, Place, Reading, Unread
from factpress.audit.slides import as_deck, has_notes
from factpress.core.units import mm
from factpress.output.charts import Drawing
from factpress.output.handout.html import page_grid
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Handout, Sheet
from factpress.workflows.tasks import RenderTask, draw, drawn_labels, pattern_years, plan, render
from tests.output.deck import sample
from tests.publications import publication

Works = Mapping[str, tuple[RenderTask, bytes, dict[str, Drawing]]]
Read = tuple[RenderTask, Reading, dict[str, Drawing]]
SHEETS = [(mm(210), mm(297)), (mm("215.9"), mm("279.4"))]


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Works:
    """Handouts of the starter, with notes and with lines."""
    folder = publication(tmp_path_factory.mktemp("library") / "library")
    path = folder / "data" / "publication.yaml"
    text = path.read_text(encoding="utf-8")
    names = ("handout-3-notes-a4", "handout-6-lines-letter")
    path.write_text(re.sub(r"products: \[(.*)\]", rf"products: [\1, {', '.join(names)}]", text), encoding="utf-8")
    made: dict[str, tuple[RenderTask, bytes, dict[str, Drawing]]] = {}
    for work in plan(folder, names, None, cached=False).tasks:
        drawings = draw(work)
        made[work.product.name] = work, render(RENDERERS[work.product.renderer].load(), work, drawings), drawings
    return made


@pytest.fixture(params=["handout-3-notes-a4", "handout-6-lines-letter"])
def made(request: pytest.FixtureRequest, works: Works) -> Read:
    work, data, drawings = works[request.param]
    return work, read_bytes(data, Path("handout.pdf")), drawings


def audited(work: RenderTask, reading: Reading, drawings: Mapping[str, Drawing]) -> Audit:
    generated = GeneratedText(drawn_labels(drawings), pattern_years(work.theme))
    return audit(reading, work.document, work.book, work.language, generated)


def altered(reading: Reading, where: str, was: str, now: str) -> Reading:
    """The reading with some words of one part of its pages altered; what is drawn and what is heard apart."""

    def change(fragment: Fragment) -> Fragment:
        if where == "heard":
            return replace(fragment, alt=fragment.alt.replace(was, now))
        return replace(fragment, text=fragment.text.replace(was, now)) if fragment.where == where else fragment

    places = [replace(place, fragments=tuple(map(change, place.fragments))) for place in reading.places]
    assert tuple(places) != reading.places, "nothing was altered"
    return replace(reading, places=tuple(places))


def test_what_was_made_is_clean(made: Read) -> None:
    done = audited(*made)
    assert done.found == ()
    assert done.numbers > 20


@pytest.mark.parametrize("where", ["chart", "heard"])
def test_a_number_that_was_altered_on_a_slide_is_found(made: Read, where: str) -> None:
    work, reading, drawings = made
    done = audited(work, altered(reading, where, "12,480", "12,840"), drawings)
    assert any("12,840" in one.message for one in done.found)
    assert any("slide" in one.message for one in done.found)


def test_a_number_that_was_altered_in_the_notes_is_found(
    works: Works,
) -> None:
    work, data, drawings = works["handout-3-notes-a4"]
    reading = read_bytes(data, Path("handout.pdf"))
    spoken = next(
        f.text for p in as_deck(reading, {}).places for f in p.fragments
        if f.where == "speaker notes" and any(c.isdigit() for c in f.text)
    )  # fmt: skip
    digit = next(c for c in spoken if c.isdigit())
    changed = spoken.replace(digit, str((int(digit) + 1) % 10), 1)
    assert audited(work, altered(reading, "text", spoken, changed), drawings).found != ()


def test_a_folio_that_was_altered_is_found(made: Read) -> None:
    work, reading, drawings = made
    assert audited(work, altered(reading, "margin", "Page 1 of", "Page 9 of"), drawings).found != ()


def test_a_slide_number_that_was_altered_is_found(made: Read) -> None:
    work, reading, drawings = made
    place = reading.places[0]
    fragments = tuple(
        replace(f, text="77") if f.where == "text" and f.text.strip() == "2" else f for f in place.fragments
    )
    changed = replace(reading, places=(replace(place, fragments=fragments), *reading.places[1:]))
    assert audited(work, changed, drawings).found != ()


def test_every_slide_is_a_place_with_its_title_and_its_claims(made: Read) -> None:
    _, reading, _ = made
    slides = as_deck(reading, {}).places
    assert [place.number for place in slides] == list(range(1, len(slides) + 1))
    assert all(place.title for place in slides)
    assert any(place.claims for place in slides)


def test_text_above_the_first_slide_of_a_page_continues_the_slide_before_it(works: Works) -> None:
    work, data, drawings = works["handout-3-notes-a4"]
    reading = read_bytes(data, Path("handout.pdf"))
    first, second, *others = reading.places
    end = max(i for i, one in enumerate(first.fragments) if one.where == "text")
    shorter = replace(first, fragments=(*first.fragments[:end], *first.fragments[end + 1 :]))

    def above(fragment: Fragment) -> Place:
        at = next(i for i, one in enumerate(second.fragments) if one.where == "text")
        return replace(second, fragments=(*second.fragments[:at], fragment, *second.fragments[at:]))

    continued = replace(reading, places=(shorter, above(first.fragments[end]), *others))
    assert audited(work, continued, drawings).found == ()
    foreign = replace(reading, places=(first, above(Fragment("text", "900 wells")), *others))
    assert audited(work, foreign, drawings).found != ()


def test_a_page_without_slides_continues_the_last_one(works: Works) -> None:
    work, data, drawings = works["handout-3-notes-a4"]
    reading = read_bytes(data, Path("handout.pdf"))
    last = reading.places[-1]
    number = last.number + 1
    page = replace(last, number=number, name=f"page {number}", fragments=(), claims=())
    for fragments, unread in (((Fragment("text", "900 wells"),), ()), ((), (Unread("a picture"),))):
        added = replace(page, fragments=fragments, unread=unread)
        done = audited(work, replace(reading, places=(*reading.places, added)), drawings)
        assert done.found or done.unread


def test_what_could_not_be_read_is_reported(made: Read) -> None:
    work, reading, drawings = made
    first, *others = reading.places
    unread = replace(first, unread=(Unread("a picture"),))
    assert audited(work, replace(reading, places=(unread, *others)), drawings).unread


def test_notes_are_there_where_they_were_asked_for(works: Works) -> None:
    asked = {name: work.product.handout for name, (work, _, _) in works.items()}
    for name, (_, data, _) in works.items():
        handout = asked[name]
        assert handout is not None
        assert has_notes(read_bytes(data, Path("x.pdf"))) is (handout.beside == "notes")


@pytest.mark.parametrize("per_page", [3, 6])
@pytest.mark.parametrize("beside", ["lines", "notes"])
@pytest.mark.parametrize(("width", "height"), SHEETS)
def test_slides_and_lines_go_into_their_row(per_page: int, beside: str, width: object, height: object) -> None:
    sheet = Sheet(width, height, mm(22), mm(15), mm(21), mm(15))  # type: ignore[arg-type]
    grid = page_grid(Handout(per_page, beside), sheet, sample.theme().slide)
    assert grid.row * 3 <= sheet.height - sheet.top - sheet.bottom
    used = grid.slide_height + mm(8) * grid.rules if grid.across > 1 else max(grid.slide_height, mm(8) * grid.rules)
    assert used + mm(4) <= grid.row
    assert grid.rules >= 2
    assert grid.across * per_page in (3, 12)
