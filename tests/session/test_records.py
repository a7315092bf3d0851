from __future__ import annotations

from pathlib import Path

import pytest

from factpress.session.claim_edits import ConflictError
from factpress.session.field_text import FieldError
from factpress.session.records import KINDS, add, change_field, cited_by, form_of, lines_of, record_rows, remove
from factpress.session.session import Session
from factpress.workflows.scaffold import create_publication

SOURCE = {"title": "A Book of Rain", "author": "Doe, Jane; The Library", "type": "book", "issued": "2024"}
EVENT = {"title": "A walk", "day": "4 December 2026", "begin": "7.45 pm", "zone": "Europe/London", "place": "The hall"}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    create_publication(tmp_path / "library")
    (tmp_path / "library/data/events.yaml").write_text(
        "reading:\n  title: A reading # evening\n  starts: {date: 2027-05-14, zone: Europe/London}\n  place: Hall\n"
    )
    return Session(tmp_path / "library")


def texts(session: Session, kind: str, name: str) -> dict[str, str]:
    form = form_of(session, KINDS[kind], name)
    assert form is not None
    return {field.path: field.text for field in form.fields}


@pytest.mark.parametrize(("kind", "typed"), [("sources", SOURCE), ("events", EVENT)])
def test_a_new_record_is_in_its_file_and_undone(session: Session, kind: str, typed: dict[str, str]) -> None:
    file = session.root / KINDS[kind].file
    before = file.read_text()
    name, outcome = add(session, KINDS[kind], typed)
    assert outcome.saved, outcome.errors
    shown = texts(session, kind, name)
    assert {key: shown[key] for key in typed if key != "begin"} == {k: v for k, v in typed.items() if k != "begin"}
    assert shown.get("begin", "19:45") == "19:45"
    session.undo()
    assert file.read_text() == before
    assert form_of(session, KINDS[kind], name) is None


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("sources", SOURCE | {"title": " "}, "title"),
        ("sources", SOURCE | {"author": "Doe, Jane, Ann"}, "author"),
        ("sources", SOURCE | {"issued": "some day"}, "issued"),
        ("sources", SOURCE | {"url": "nowhere"}, ""),
        ("events", EVENT | {"begin": "25:00"}, "begin"),
        ("events", EVENT | {"place": ""}, "place"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    session: Session, kind: str, typed: dict[str, str], field: str
) -> None:
    before = (session.root / KINDS[kind].file).read_bytes()
    _, outcome = add(session, KINDS[kind], typed)
    assert not outcome.saved
    assert {one.path for one in outcome.errors} == {field}
    assert (session.root / KINDS[kind].file).read_bytes() == before


def test_a_field_changes_its_own_value_alone(session: Session) -> None:
    kind, file = KINDS["events"], session.root / KINDS["events"].file
    before = file.read_text()
    assert change_field(session, kind, "reading", "title", "A walk", None).saved
    assert file.read_text() == before.replace("A reading", "A walk")
    assert change_field(session, kind, "reading", "email", "a@example.org", None).saved
    assert change_field(session, kind, "reading", "begin", "18:30", None).saved
    assert texts(session, "events", "reading")["begin"] == "18:30"
    assert change_field(session, kind, "reading", "email", "", None).saved
    assert "contact" not in file.read_text()
    assert "# evening" in file.read_text()
    refused = change_field(session, kind, "reading", "place", "", None)
    assert [one.path for one in refused.errors] == ["place"]


def test_a_value_that_was_changed_meanwhile_is_not_replaced(session: Session) -> None:
    form = form_of(session, KINDS["events"], "reading")
    assert form is not None
    base = form.fields[0].base
    assert change_field(session, KINDS["events"], "reading", "title", "A walk", base).saved
    with pytest.raises(ConflictError):
        change_field(session, KINDS["events"], "reading", "title", "A run", base)


def test_the_list_is_searched_and_a_source_names_its_claims(session: Session) -> None:
    rows = record_rows(session, KINDS["sources"])
    assert [row.id for row in rows] == list(session.book.sources)
    assert record_rows(session, KINDS["sources"], "no such words") == ()
    assert any(cited_by(session, row.id) for row in rows)
    assert cited_by(session, "nowhere") == {}
    assert lines_of(session, KINDS["events"], "reading")[1:] == (
        1,
        tuple((session.root / "data/events.yaml").read_text().splitlines()),
    )


def test_the_settings_are_a_record_of_their_own(session: Session) -> None:
    kind, file = KINDS["publication"], session.root / "data/publication.yaml"
    before = file.read_text()
    assert [row.id for row in record_rows(session, kind)] == ["settings"]
    assert change_field(session, kind, "settings", "title", "A Garden", None).saved
    assert session.title == "A Garden"
    assert file.read_text() == before.replace("title: A library for everyone", "title: A Garden")
    assert change_field(session, kind, "settings", "edition", "14 May 2027", None).saved
    assert "edition: 2027-05-14" in file.read_text()
    assert change_field(session, kind, "settings", "stem", "A Garden!", None).errors[0].path == "stem"
    assert remove_refused(session, "publication", "settings")
    session.undo()
    session.undo()
    assert file.read_text() == before


def remove_refused(session: Session, kind: str, name: str) -> bool:
    try:
        return not remove(session, KINDS[kind], name).saved
    except FieldError:
        return True


def test_a_source_that_is_cited_is_not_removed(session: Session) -> None:
    assert remove_refused(session, "sources", "annual-report")
    assert "annual-report" in session.book.sources


def test_the_only_event_is_removed(session: Session) -> None:
    file = session.root / "data/events.yaml"
    before = file.read_text()
    (name,) = [row.id for row in record_rows(session, KINDS["events"])]
    assert remove(session, KINDS["events"], name).saved
    assert record_rows(session, KINDS["events"]) == ()
    assert not [one for one in Session(session.root).all_findings() if one.severity == "error"]
    session.undo()
    assert file.read_text() == before


def test_the_first_event_makes_the_file(session: Session) -> None:
    file = session.root / "data/events.yaml"
    file.unlink()
    session.refresh()
    typed = {"title": "Open evening", "day": "14 May 2027", "begin": "19:30", "zone": "Europe/London", "place": "Hall"}
    name, outcome = add(session, KINDS["events"], typed)
    assert (name, outcome.errors) == ("open-evening", ())
    assert "open-evening:" in file.read_text()
    assert [row.id for row in record_rows(session, KINDS["events"])] == ["open-evening"]
    session.undo()
    assert session.all_findings() == Session(session.root).all_findings()
