"""Charts as forms: what is changed of their file, what is refused, and where they stand in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.output.charts.kinds import KINDS
from factpress.session import reading
from factpress.session.chart_edits import (
    NewChart,
    add_chart,
    add_row,
    change_field,
    findings_of,
    form_of,
    lines_of,
    place_chart,
    places,
    remove,
    remove_row,
)
from factpress.session.chart_form import KIND_WORDS
from factpress.session.charts import chart_svg, chart_view, charts, drawable, offered
from factpress.session.claim_edits import ConflictError
from factpress.session.field_text import FieldError
from factpress.session.session import Session
from factpress.session.text_words import TextRefusal
from factpress.session.texts import Texts
from factpress.workflows.scaffold import create_publication
from tests.publications import publication

CHARTS = Path("data/charts.yaml")
TEXT = Path("data/content/briefing.en.md")
BOTH = ("readers/survey", "readers/council")

MANY = """\
who-reads: # a comment
  kind: ranges
  title: "The survey allows {number}`readers/survey`"
  gaps: [not, a, text]
"""
RICH = """\
who-reads: # a comment
  kind: ranges
  title: "The survey allows {number}`readers/survey`"
  rounded: 100
  band: {value: readers/survey, label: what it allows}
  rows:
    - {value: readers/survey, label: Survey, emphasis: true, group: Asked}
    - value: readers/council   # as told
      label: Council
      callout: a guess
towns:
  kind: map
  title: Where people read
  country: NO
  places: [{name: Bergen, at: [60.39, 5.32], kind: told}]
  cards: [{place: Bergen, title: Readers, figure: "{claim}`readers/survey`"}]
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    create_publication(tmp_path / "library")
    return Session(tmp_path / "library")


def change(session: Session, field: str, text: str, chart: str = "monthly-readers", base: str | None = None) -> bool:
    outcome, _ = change_field(session, chart, field, text, base, write=True)
    return outcome.saved


def fields(session: Session, chart: str) -> dict[str, str]:
    form = form_of(session, chart)
    assert form is not None
    return {one.path: one.text for one in form.fields}


def test_each_kind_of_chart_has_words() -> None:
    assert set(KIND_WORDS) == set(KINDS)


@pytest.mark.parametrize(
    ("field", "text", "before", "after"),
    [
        ("title", "Two counts", "title: How many read a book every month?", "title: Two counts"),
        ("rows/1/label", "The council", "label: Council", "label: The council"),
        ("rows/1/note", "", ", note: one figure", ""),
        ("rows/0/emphasis", "yes", "label: Survey}", "label: Survey, emphasis: true}"),
        ("rows/0/value", "readers/town", "value: readers/survey", "value: readers/town"),
        ("kind", "bars", "kind: ranges", "kind: bars"),
    ],
)
def test_a_change_replaces_its_own_value_and_is_undone(
    session: Session, field: str, text: str, before: str, after: str
) -> None:
    file = session.root / CHARTS
    was = file.read_text()
    assert change(session, field, text)
    assert file.read_text() == was.replace(before, after)
    assert fields(session, "monthly-readers")[field] == text
    session.undo()
    assert file.read_text() == was
    session.redo()
    assert file.read_text() == was.replace(before, after)


def test_what_is_new_is_added_below(session: Session) -> None:
    for field, text in (("alt", "A bar and a diamond"), ("reading", "A bar is a range."), ("rounded", "1,000")):
        assert change(session, field, text)
    written = (session.root / CHARTS).read_text()
    assert "  alt: A bar and a diamond\n" in written
    assert "  rounded: 1000\n" in written
    view = chart_view(session, session.edition, "monthly-readers")
    assert view is not None
    assert view.alt.startswith("A bar and a diamond. Survey (contested): 3,000 to 5,200 people.")


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("title", " ", "may not be empty"),
        ("title", "All 300 read", "comes from no claim"),
        ("rows/0/value", "oldest-book", "cannot hold people, years"),
        ("rows/0/value", "no-such-claim", "no claim"),
        ("rounded", "some", "not a number"),
        ("kind", "steps", "without a level"),
        ("kind", "cake", "cannot be chosen"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(session: Session, field: str, text: str, words: str) -> None:
    before = (session.root / CHARTS).read_bytes()
    outcome, _ = change_field(session, "monthly-readers", field, text, None, write=True)
    assert not outcome.saved
    assert {one.path for one in outcome.errors} == {field}
    assert words in " ".join(one.text for one in outcome.errors)
    assert (session.root / CHARTS).read_bytes() == before


def test_a_picture_follows_before_anything_is_written(session: Session) -> None:
    before = (session.root / CHARTS).read_bytes()
    outcome, edition = change_field(session, "monthly-readers", "rows/0/value", "readers/town", None, write=False)
    assert not outcome.errors
    view = chart_view(session, edition, "monthly-readers")
    assert view is not None
    assert "9,400 people" in view.alt
    assert chart_svg(session, edition, "monthly-readers") != chart_svg(session, session.edition, "monthly-readers")
    assert (session.root / CHARTS).read_bytes() == before


def test_the_rules_are_not_run_while_a_person_types(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[int] = []
    monkeypatch.setattr(reading, "check_inspected", lambda _, found, **__: run.append(1) or found)
    assert not change_field(session, "monthly-readers", "title", "Who reads", None, write=False)[0].errors
    assert run == []
    assert change_field(session, "monthly-readers", "title", "Who reads", None, write=True)[0].saved
    assert run


def test_a_value_that_was_changed_meanwhile_is_not_replaced(session: Session) -> None:
    form = form_of(session, "monthly-readers")
    assert form is not None
    assert change(session, "title", "Two counts", base=form.head[0].base)
    with pytest.raises(ConflictError):
        change(session, "title", "Three counts", base=form.head[0].base)
    with pytest.raises(FieldError):
        change(session, "rows/7/label", "Nobody")


def test_the_form_holds_rows_bands_and_maps_and_shows_the_rest(tmp_path: Path) -> None:
    text = "## A\n\nWords.\n\n:::{chart} who-reads\n:::\n\n:::{chart} towns\n:::\n"
    session = Session(publication(tmp_path, {CHARTS.as_posix(): RICH, TEXT.as_posix(): text}))
    shown = fields(session, "who-reads")
    assert (shown["band/label"], shown["rows/0/group"], shown["rounded"]) == ("what it allows", "Asked", "100")
    form, towns = form_of(session, "who-reads"), form_of(session, "towns")
    assert form is not None
    assert towns is not None
    assert (form.has_roles, form.others, [one.more for one in form.parts]) == (True, (), [True, True, False])
    assert [one.name for one in towns.others] == ["country", "places"]
    assert fields(session, "towns")["places/0/name"] == "Bergen"
    for chart in ("who-reads", "towns"):
        for field, same in fields(session, chart).items():
            assert change(session, field, same, chart)  # what is there already changes nothing
    assert (session.root / CHARTS).read_text() == RICH
    assert change(session, "rows/1/callout", "no more than a guess", "who-reads")
    assert change(session, "cards/0/title", "Who reads", "towns")
    assert (session.root / CHARTS).read_text() == RICH.replace("a guess", "no more than a guess").replace(
        "title: Readers", "title: Who reads"
    )


def test_what_is_no_text_is_left_alone(tmp_path: Path) -> None:
    session = Session(publication(tmp_path, {CHARTS.as_posix(): MANY}))
    form = form_of(session, "who-reads")
    assert form is not None
    assert [(one.name, one.line) for one in form.others] == [("gaps", 4)]
    assert {one.path for one in findings_of(session, "who-reads")} == {""}


def test_a_new_chart_is_drawn_and_put_into_the_text(session: Session) -> None:
    before, text = (session.root / CHARTS).read_text(), (session.root / TEXT).read_text()
    new = NewChart("bars", "Readers, counted twice", "People in town", "Two bars", BOTH)
    name, outcome = add_chart(session, new)
    assert (name, outcome.saved) == ("readers-counted-twice", True)
    written = (session.root / CHARTS).read_text().removeprefix(before)
    assert "label: Survey" in written  # two values of one claim are told apart
    assert chart_svg(session, session.edition, name)
    texts = Texts(session)
    assert places(texts, name) == ()
    part = places(texts)[0]
    assert place_chart(texts, name, part.id).saved
    assert places(texts, name) == (part,)
    assert (session.root / TEXT).read_text() == text.replace(
        "\n\n### What a claim is", f"\n\n:::{{chart}} {name}\n:::\n\n### What a claim is"
    )
    assert "still used in briefing.en.md" in remove(session, name).errors[0].text
    session.undo()
    assert remove(session, name).saved
    assert (session.root / CHARTS).read_text() == before


@pytest.mark.parametrize("place", ["briefing.en.md/no-such-part", "nowhere.md/counted", ""])
def test_a_part_that_is_gone_takes_no_chart(session: Session, place: str) -> None:
    with pytest.raises(TextRefusal):
        place_chart(Texts(session), "monthly-readers", place)


@pytest.mark.parametrize(
    ("new", "field", "words"),
    [
        (NewChart("bars", "", values=BOTH), "title", "missing"),
        (NewChart("bars", "A chart"), "values", "Nothing is chosen"),
        (NewChart("cake", "A chart", values=BOTH), "kind", "cannot be chosen"),
        (NewChart("bars", "A chart", values=("visitors/counted", "oldest-book/1")), "values", "do not fit on one axis"),
        (NewChart("bars", "A chart", values=("nobody/1",)), "values", "There is no"),
        (NewChart("bars", "A chart", values=("readers/nobody",)), "values", "There is no"),
        (NewChart("bars", "All 300 read", values=BOTH), "title", "comes from no claim"),
    ],
)
def test_a_chart_that_cannot_be_is_refused_at_its_field(
    session: Session, new: NewChart, field: str, words: str
) -> None:
    before = (session.root / CHARTS).read_bytes()
    _, outcome = add_chart(session, new)
    assert not outcome.saved
    assert [one.path for one in outcome.errors] == [field]
    assert words in outcome.errors[0].text
    assert (session.root / CHARTS).read_bytes() == before


def test_the_first_chart_makes_the_file_and_the_last_one_may_go(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {CHARTS.as_posix(): None, TEXT.as_posix(): "## A\n\nWords.\n"}
    session = Session(publication(tmp_path, files))
    assert charts(session) == ()
    assert form_of(session, "visits") is None
    name, outcome = add_chart(session, NewChart("line", "Visits grow", values=("visitors/by-year",)))
    assert outcome.saved
    assert session.refresh() == ()  # the file that was made is no change by another program
    assert [(one.id, one.about) for one in charts(session)] == [(name, "A line · 1 claim")]
    assert remove(session, name).saved
    assert charts(session) == ()
    assert not [one for one in session.found if one.severity.value == "error"]
    session.undo()
    session.undo()
    assert not [one for one in session.found if one.severity.value == "error"]


def test_rows_are_added_and_removed(session: Session) -> None:
    file = session.root / CHARTS
    before = file.read_text()
    assert add_row(session, "monthly-readers", "readers/town").saved
    assert file.read_text() == before.rstrip("\n") + "\n    - {value: readers/town}\n"
    assert [one.code for one in add_row(session, "monthly-readers", "oldest-book/1").errors] == ["mixed-units"]
    assert remove_row(session, "monthly-readers", 2).saved
    assert file.read_text() == before
    assert not remove_row(session, "visitors-by-year", 0).saved  # a chart without rows shows nothing
    with pytest.raises(FieldError):
        add_row(session, "monthly-readers", "")


def test_the_values_of_a_kind_are_offered_by_their_unit(session: Session) -> None:
    assert [one.id for one in drawable(session, "line")["people"]] == ["visitors/by-year"]
    assert list(drawable(session, "bars")) == ["people", "years"]
    assert drawable(session, "bars", "oldest")["years"][0].reads == "more than 400 years"
    assert drawable(session, "timeline") == {}
    assert "oldest-book/1" not in offered(session, "ranges", ["readers/survey"])
    assert [one.title for one in charts(session, "line")] == ["More people come every year"]
    assert lines_of(session, "monthly-readers")[1:] == (9, tuple((session.root / CHARTS).read_text().split("\n")[8:-1]))
