from __future__ import annotations

import re
from pathlib import Path

import pytest

from factpress.session.new_claims import NewClaim, add_claim, claim_groups, new_id
from factpress.session.removal import remove_claim
from factpress.session.session import Session
from factpress.workflows.scaffold import create_publication


@pytest.fixture
def session(tmp_path: Path) -> Session:
    create_publication(tmp_path / "library")
    return Session(tmp_path / "library")


def typed(session: Session, **more: str) -> NewClaim:
    first = next(iter(session.book.sources))
    given = {"claim": "Readers, in the Rain!", "group": next(iter(claim_groups(session))), "number": "12,500"}
    return NewClaim(**given | {"unit": "people", "source": first, "place": "p. 4", "reason": "One source."} | more)  # pyright: ignore[reportArgumentType]


def test_a_new_claim_is_in_its_file_and_undone(session: Session) -> None:
    new = typed(session)
    file = session.root / new.group
    before = file.read_text()
    name, outcome = add_claim(session, new)
    assert outcome.saved, outcome.errors
    assert name == "readers-in-the-rain"
    assert file.read_text().startswith(before.rstrip("\n"))
    form = Session(session.root).claim(name)
    assert form is not None
    assert form.values[0].number.text == "12,500"
    assert form.values[0].cites.items[0].locator.text == "p. 4"
    again, _ = add_claim(session, new)
    assert again == "readers-in-the-rain-2"
    session.undo()
    session.undo()
    assert file.read_text() == before


def test_a_range_has_both_numbers(session: Session) -> None:
    name, outcome = add_claim(session, typed(session, shape="range", high="14,000"))
    assert outcome.saved, outcome.errors
    form = session.claim(name)
    assert form is not None
    assert (form.values[0].low.text, form.values[0].high.text) == ("12,500", "14,000")


def test_a_new_unit_and_a_new_group_come_with_the_claim(session: Session) -> None:
    new = typed(session, group="The soup kitchen", unit="meals", single="meal", when="May 2026", number="340")
    name, outcome = add_claim(session, new)
    assert outcome.saved, outcome.errors
    again = Session(session.root)
    form = again.claim(name)
    assert form is not None
    assert (form.group, form.values[0].reads, form.values[0].time.text) == ("The Soup Kitchen", "340 meals", "May 2026")
    one, outcome = add_claim(again, typed(again, group="the soup kitchen", unit="meal", number="1", when="2025"))
    assert outcome.saved, outcome.errors
    assert again.file_of(one) == again.file_of(name) == Path("data/facts/the-soup-kitchen.yaml")
    assert again.claim(one).values[0].reads == "1 meal"  # pyright: ignore[reportOptionalMemberAccess]
    again.undo()
    again.undo()
    assert name not in again.book.claims
    assert not [one for one in again.all_findings() if one.severity == "error"]


def test_a_calculation_stands_in_place_of_a_source(session: Session) -> None:
    more = {"source": "", "place": "", "standing": "calculated", "calculation": "visitors by days"}
    name, outcome = add_claim(session, typed(session, **more))
    assert outcome.saved, outcome.errors
    form = session.claim(name)
    assert form is not None
    assert form.values[0].calculation.text == "visitors by days"


def test_a_few_letters_name_a_source_if_only_one_has_them(session: Session) -> None:
    name, outcome = add_claim(session, typed(session, source="annual REPORT"))
    assert outcome.saved, outcome.errors
    assert [one.source for one in session.book.claims[name].values[0].cites] == ["annual-report"]
    _, outcome = add_claim(session, typed(session, source="library"))
    assert [one.path for one in outcome.errors] == ["source"]


def test_a_claim_that_is_used_is_not_removed(session: Session) -> None:
    name, _ = add_claim(session, typed(session))
    file = session.file_of("visitors")
    assert file is not None
    before = (session.root / file).read_bytes()
    refused = remove_claim(session, "visitors")
    assert not refused.saved
    assert refused.errors[0].place.startswith("data/charts.yaml:")
    assert re.search(r"still used in charts\.yaml \(line \d+\) and in briefing", refused.errors[0].text)
    assert (session.root / file).read_bytes() == before
    assert remove_claim(session, name).saved
    assert name not in session.book.claims
    session.undo()
    assert (session.root / file).read_bytes() == before


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"claim": ""}, "claim"),
        ({"group": "data/../x.yaml"}, "group"),
        ({"group": "…"}, "group"),
        ({"unit": ""}, "unit"),
        ({"unit": "meals"}, "single"),
        ({"when": "soon"}, "when"),
        ({"number": "", "unit": "", "when": "2026"}, "number"),
        ({"number": "12.500"}, "number"),
        ({"number": ""}, "number"),
        ({"shape": "range"}, "high"),
        ({"high": "14,000"}, "high"),
        ({"shape": "range", "high": "14.000"}, "high"),
        ({"shape": "range", "high": "11,000"}, "high"),
        ({"source": "nowhere"}, "source"),
        ({"source": "", "place": ""}, "source"),
        ({"reason": ""}, "reason"),
        ({"standing": "sure"}, "standing"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    session: Session, more: dict[str, str], field: str
) -> None:
    before = {path: path.read_bytes() for path in session.root.glob("data/**/*.yaml")}
    _, outcome = add_claim(session, typed(session, **more))
    assert not outcome.saved
    assert field in {one.path for one in outcome.errors}, outcome.errors
    assert {path: path.read_bytes() for path in session.root.glob("data/**/*.yaml")} == before


def test_an_id_has_small_letters_and_is_made_of_few_words() -> None:
    assert new_id("Über Käse", lambda _: False, "claim") == "uber-kase"
    assert new_id("ភ្នំពេញ", lambda _: False, "claim") == "claim"
    assert len(new_id("word " * 40 + "x" * 90, lambda _: False, "claim")) <= 50
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", new_id("a" * 49 + " b", lambda _: False, "claim"))
