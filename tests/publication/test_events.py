"""Events are read, and what is wrong with one is named at its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.publication.events import EVENTS, Contact, Event, Instant, load_events

EVENT = """evening:
  title: An evening
  starts: {date: 2026-12-04, time: "18:30", zone: Europe/London}
  ends: {time: "20:00"}
  place: The hall
  contact: {email: info@example.org}
  languages: [en, km]
"""


def load(root: Path, text: str) -> tuple[dict[str, Event], list[tuple[str, str]]]:
    (root / EVENTS).parent.mkdir(exist_ok=True)
    (root / EVENTS).write_text(text, encoding="utf-8")
    problems = Problems()
    found = load_events(Places.of(root), problems)
    return dict(found), [(d.code, str(d.location).removeprefix("data/events.yaml:")) for d in problems]


def test_an_event_is_read(tmp_path: Path) -> None:
    found, problems = load(tmp_path, EVENT)
    event = found["evening"]
    assert problems == []
    assert event.starts == Instant(dt.date(2026, 12, 4), dt.time(18, 30), "Europe/London")
    assert event.ends == Instant(dt.date(2026, 12, 4), dt.time(20), "Europe/London")
    assert event.last_day == dt.date(2026, 12, 4)
    assert (event.contact, event.languages) == (Contact(email="info@example.org"), ("en", "km"))


def test_there_need_be_no_file(tmp_path: Path) -> None:
    assert load_events(Places.of(tmp_path), Problems()) == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("Europe/London", "Europe/Lodnon", "unknown-zone", "3:51"),
        ("Europe/London", "../etc/passwd", "unknown-zone", "3:51"),
        ('"18:30"', '"25:30"', "not-a-time", "3:36"),
        ('"18:30"', "6 pm", "not-a-time", "3:36"),
        ('{time: "20:00"}', '{time: "18:00"}', "event-reversed", "4:9"),
        ('{time: "20:00"}', "{date: 2026-12-03}", "event-reversed", "4:9"),
        ("2026-12-04", "2026-12-32", "not-a-date", "3:18"),
        ("[en, km]", "[english]", "bad-language", "7:15"),
        ("  place: The hall\n", "", "missing-key", "1:1"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    assert old in EVENT
    _, problems = load(tmp_path, EVENT.replace(old, new))
    assert problems == [(code, place)]


def test_an_event_may_end_on_another_day(tmp_path: Path) -> None:
    found, problems = load(tmp_path, EVENT.replace('{time: "20:00"}', "{date: 2026-12-06}"))
    assert problems == []
    assert found["evening"].last_day == dt.date(2026, 12, 6)


def test_an_event_without_its_id_is_one_error(tmp_path: Path) -> None:
    found, problems = load(tmp_path, EVENT.replace("evening:\n", "  # an evening\n"))
    assert (found, problems) == ({}, [("bad-id", "2:3")])


def test_an_id_may_be_a_key_of_events(tmp_path: Path) -> None:
    both = EVENT.replace("evening:", "note:") + EVENT.replace("evening:", "place:")
    found, problems = load(tmp_path, both)
    assert (list(found), problems) == (["note", "place"], [])
