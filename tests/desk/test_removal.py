"""The buttons that remove a claim, a source or an event."""

from __future__ import annotations

from pathlib import Path

from tests.desk.conftest import desk_client


def test_what_is_used_stays_and_says_where_it_stands(root: Path) -> None:
    with desk_client(root) as desk:
        before = desk.facts
        for path in ("/claims/visitors/remove", "/sources/annual-report/remove"):
            status, html = desk.send("POST", path)
            assert status == 422
            assert "It is still used in" in html
            assert "1 field is not saved" in html
        assert desk.send("POST", "/publication/settings/remove")[0] == 422
        assert desk.send("POST", "/claims/no-such-claim/remove")[0] == 422
        assert desk.facts == before


def test_a_claim_with_an_error_takes_no_value(root: Path) -> None:
    file = root / "data/facts/library.yaml"
    file.write_text(file.read_text().replace("standing: contested", "standing: contestd", 1))
    with desk_client(root) as desk:
        status, html = desk.send("POST", "/claims/readers/value")
        assert status == 422
        assert "Correct it first" in html


def test_an_event_that_nothing_uses_is_removed(root: Path) -> None:
    (root / "data/events.yaml").write_text(
        "".join(
            f"{name}:\n  title: A {name}\n  starts: {{date: 2027-05-14, zone: Europe/London}}\n  place: Hall\n"
            for name in ("reading", "walk")
        )
    )
    with desk_client(root) as desk:
        assert desk.send("POST", "/events/reading/remove")[0] == 204
        left = (root / "data/events.yaml").read_text()
        assert "reading:" not in left
        assert "walk:" in left
        assert desk.send("POST", "/events/walk/remove")[0] == 204
        assert (root / "data/events.yaml").read_text() == "# Entries, each below its id.\n"
