from __future__ import annotations

import difflib
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from factpress.core.diagnostics import Findings
from factpress.publication.editing.edits import EditConflict
from factpress.session.claim_edits import ConflictError, add_citation, add_value, remove_citation, remove_value
from factpress.session.history import HISTORY, History
from factpress.session.reading import Reader
from factpress.session.reviews import checked
from factpress.session.session import Session
from factpress.workflows.scaffold import create_publication


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter") / "library"
    create_publication(folder)
    return folder


@pytest.fixture
def root(starter: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    shutil.copytree(starter, folder)
    return folder


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}


def numbered(session: Session) -> tuple[str, int, str]:
    """A claim with a value of one number, the index of the value, and the number as its field shows it."""
    for claim in session.book.claims:
        form = session.claim(claim)
        assert form is not None
        for value in form.values:
            if value.shape not in ("range", "series", "steps", "time"):
                return claim, value.index, value.number.text
    raise AssertionError("no claim of the starter has a number")


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith(("+ ", "- "))]


def test_a_change_is_one_line_of_the_file_and_reads_as_the_form_says(root: Path) -> None:
    session = Session(root)
    claim, value, _ = numbered(session)
    file = root / (session.file_of(claim) or "")
    before = file.read_text()
    outcome = session.change_field(claim, f"values/{value}/number", "12,345", None, write=True)
    assert outcome.saved
    assert not outcome.errors
    assert len(changed_lines(before, file.read_text())) == 2
    assert outcome.form is not None
    assert "12,345" in outcome.form.values[value].reads
    assert Session(root).claim(claim) == outcome.form


def test_a_preview_writes_nothing(root: Path) -> None:
    session = Session(root)
    claim, value, _ = numbered(session)
    file = root / (session.file_of(claim) or "")
    before = file.read_bytes()
    outcome = session.change_field(claim, f"values/{value}/number", "12,345", None, write=False)
    assert not outcome.saved
    assert outcome.form is not None
    assert "12,345" in outcome.form.values[value].reads
    assert file.read_bytes() == before
    assert not (root / HISTORY).exists()


def test_the_files_are_foreseen_before_they_are_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(root)
    claim, value, _ = numbered(session)
    foreseen: list[Mapping[Path, bytes]] = []
    read: list[int] = []
    facts = Reader.facts
    monkeypatch.setattr(Reader, "facts", lambda *args: (read.append(len(foreseen)), facts(*args))[1])
    field = f"values/{value}/number"
    outcome = session.change_field(claim, field, "12,345", None, write=False, foreseen=foreseen.append)
    assert read == [1]
    assert foreseen == [outcome.contents]
    foreseen.clear()
    session.change_field(claim, field, "12.500", None, write=False, foreseen=foreseen.append)
    assert foreseen == []


def test_an_error_is_not_saved_and_is_at_its_field(root: Path) -> None:
    session = Session(root)
    claim, value, _ = numbered(session)
    file = root / (session.file_of(claim) or "")
    before = file.read_bytes()
    for field, text in ((f"values/{value}/number", "many"), ("claim", ""), ("standing", "certain")):
        outcome = session.change_field(claim, field, text, None, write=True)
        assert not outcome.saved, field
        assert outcome.errors, field
    assert session.change_field(claim, "standing", "contested", None, write=True).saved is (file.read_bytes() != before)


def test_undo_and_redo_go_on_after_a_restart(root: Path) -> None:
    session = Session(root)
    claim, value, was = numbered(session)
    file = root / (session.file_of(claim) or "")
    before = file.read_bytes()
    session.change_field(claim, f"values/{value}/number", "111", None, write=True)
    one = file.read_bytes()
    session.change_field(claim, f"values/{value}/number", "222", None, write=True)
    two = file.read_bytes()
    again = Session(root)
    assert again.undo() is not None
    assert file.read_bytes() == one
    again = Session(root)
    assert again.undo() is not None
    assert file.read_bytes() == before
    assert again.undo() is None
    assert again.redo() is not None
    assert file.read_bytes() == one
    assert Session(root).redo() is not None
    assert file.read_bytes() == two
    assert was


def test_undo_keeps_what_another_program_changed_elsewhere(root: Path) -> None:
    session = Session(root)
    claim, value, _ = numbered(session)
    file = root / (session.file_of(claim) or "")
    before = file.read_text()
    session.change_field(claim, f"values/{value}/number", "111", None, write=True)
    file.write_text("# a note of hers\n" + file.read_text())
    assert session.refresh()
    session.undo()
    assert file.read_text() == "# a note of hers\n" + before


def test_undo_refuses_what_another_program_changed_there(root: Path) -> None:
    session = Session(root)
    claim, value, _ = numbered(session)
    file = root / (session.file_of(claim) or "")
    session.change_field(claim, f"values/{value}/number", "111", None, write=True)
    theirs = file.read_text().replace("111", "333")
    file.write_text(theirs)
    session.refresh()
    with pytest.raises(EditConflict):
        session.undo()
    assert file.read_text() == theirs


def test_a_field_that_was_changed_meanwhile_waits_for_a_choice(root: Path) -> None:
    session = Session(root)
    claim, value, was = numbered(session)
    form = session.claim(claim)
    assert form is not None
    base = form.values[value].number.base
    session.change_field(claim, f"values/{value}/number", "111", None, write=True)
    with pytest.raises(ConflictError) as conflict:
        session.change_field(claim, f"values/{value}/number", "222", base, write=True)
    assert conflict.value.found == "111"
    assert conflict.value.wanted == "222"
    assert was


def test_sources_and_values_are_added_and_removed_with_all_other_lines_kept(root: Path) -> None:
    session = Session(root)
    claim, _, _ = numbered(session)
    file = session.file_of(claim)
    assert file is not None
    before = (root / file).read_text()
    source = next(iter(session.book.sources))
    form = session.claim(claim)
    assert form is not None
    count = len(form.values)
    new = {"key": "another", "exactly": 5, "unit": "people", "cites": {"source": source}}
    assert session.change(claim, "value", file, lambda e: add_value(e, claim, new), write=True).saved
    added = session.claim(claim)
    assert added is not None
    assert len(added.values) == count + 1
    outcome = session.change(claim, "cite", file, lambda e: add_citation(e, claim, count, source), write=True)
    assert outcome.errors  # it is cited there already
    assert session.change(claim, "value", file, lambda e: remove_value(e, claim, count), write=True).saved
    assert (root / file).read_text() == before


def test_a_second_source_makes_a_list_and_goes_away_again(root: Path) -> None:
    session = Session(root)
    claim, value, _ = numbered(session)
    file = session.file_of(claim)
    assert file is not None
    sources = list(session.book.sources)
    cited = {cite.source for cite in session.book.claims[claim].values[value].cites}
    other = next(source for source in sources if source not in cited)
    assert session.change(claim, "cite", file, lambda e: add_citation(e, claim, value, other), write=True).saved
    form = session.claim(claim)
    assert form is not None
    names = [one.source for one in form.values[value].cites.items]
    assert other in names
    last = names.index(other)
    outcome = session.change(claim, "uncite", file, lambda e: remove_citation(e, claim, value, last), write=True)
    assert outcome.saved or outcome.errors  # the only one cannot be taken away


def test_the_list_knows_searches_and_choices(root: Path) -> None:
    session = Session(root)
    counts = session.counts()
    assert counts["all"] == len(session.book.claims)
    claim, value, _ = numbered(session)
    rows = [row for group in session.groups(claim) for row in group.rows]
    assert claim in [row.id for row in rows]
    assert session.groups("no such words at all") == ()
    session.change_field(claim, f"values/{value}/number", "111", None, write=True)
    assert [row.id for group in session.groups(show="changed") for row in group.rows] == [claim]


def test_claims_are_checked_today_in_one_change(root: Path) -> None:
    session = Session(root)
    claims = list(session.book.claims)
    outcome = checked(session, claims)
    assert outcome.saved
    assert len(session.history.entries) == 1
    assert len({claim.checked for claim in session.book.claims.values()}) == 1


def test_a_broken_file_is_named_and_the_rest_works(root: Path) -> None:
    session = Session(root)
    (root / "data/facts/broken.yaml").write_text("one: {claim: [\n")
    assert session.refresh()
    assert any("broken.yaml" in one.place for one in session.all_findings())
    claim, _, _ = numbered(session)
    assert session.claim(claim) is not None


def test_half_a_line_of_the_history_is_passed_over(root: Path) -> None:
    session = Session(root)
    claim, value, _ = numbered(session)
    session.change_field(claim, f"values/{value}/number", "111", None, write=True)
    path = root / HISTORY
    path.write_bytes(path.read_bytes() + b'{"at": "2026-')
    again = Session(root)
    assert len(again.history.entries) == 1
    again.change_field(claim, f"values/{value}/number", "222", None, write=True)
    assert len(History.read(root).entries) == 2


def test_random_changes_of_all_fields_keep_every_other_line(root: Path) -> None:
    session, chance = Session(root), random.Random(7)
    start = contents(root)
    claims = list(session.book.claims)
    saved = 0
    for n in range(60):
        claim = chance.choice(claims)
        form = session.claim(claim)
        assert form is not None
        field, text = chance.choice(
            [("claim", f"Words {n}"), ("reason", f"Because of {n} things that differ."), ("review_by", "1 May 2031")]
            + [(f"values/{value.index}/number", f"{chance.randrange(10**6):,}") for value in form.values]
            + [(f"values/{value.index}/place", f"Place {n}") for value in form.values]
        )
        file = root / form.file
        before = file.read_text()
        outcome = session.change_field(claim, field, text, None, write=True)
        after = file.read_text()
        if outcome.saved and before != after:
            saved += 1
            parts = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
            assert len([tag for tag, *_ in parts.get_opcodes() if tag != "equal"]) == 1
            assert [line for line in before.splitlines() if line.lstrip().startswith("#")] == [
                line for line in after.splitlines() if line.lstrip().startswith("#")
            ]
            assert session.claim(claim) == outcome.form
        else:
            assert before == after
    assert saved > 15
    assert contents(root) != start
    while session.undo() is not None:
        pass
    assert contents(root) == start


def test_a_broken_file_keeps_the_claims_as_they_were_read_last(root: Path) -> None:
    session = Session(root)
    before = session.groups()
    file = root / "data/facts/library.yaml"
    good = file.read_bytes()
    file.write_bytes(good.replace(b"values:", b"values: [", 1))
    session.refresh()
    assert [row.id for group in session.groups() for row in group.rows] == [
        row.id for group in before for row in group.rows
    ]
    assert [one.code for one in session.broken] == ["bad-yaml"]
    with pytest.raises(Findings):
        session.claim("visitors")
    file.write_bytes(good)
    session.refresh()
    assert (session.groups(), session.broken) == (before, ())


def test_a_claim_with_an_error_is_in_the_list_where_its_file_has_it(root: Path) -> None:
    file = root / "data/facts/library.yaml"
    file.write_bytes(file.read_bytes().replace(b"standing: contested", b"standing: contestd", 1))
    session = Session(root)
    rows = [row for group in session.groups() for row in group.rows]
    assert [(row.id, row.flag) for row in rows] == [("visitors", ""), ("readers", "error"), ("oldest-book", "")]
    assert session.counts()["findings"] == 1
    assert [one.claim for one in session.all_findings() if one.severity == "error"] == ["readers"]
    form = session.claim("readers")
    assert form is not None
    assert form.standing.text == "contestd"
