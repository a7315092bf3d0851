"""Records of consent are read, and what is wrong with one is named at its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.publication.consents import CONSENTS, Consent, load_consents

RECORD = """choir:
  kind: [photo, quotation]
  of: A. E.
  under_age: false
  covers: [assets/choir.jpg, singing]
  scope: [booklet, web]
  given: 2026-05-01
  expires: 2028-05-01
  signed_off_by: {name: B. Editor, on: 2026-05-02}
"""


def load(root: Path, text: str) -> tuple[dict[str, Consent], list[tuple[str, str]]]:
    (root / CONSENTS).parent.mkdir(exist_ok=True)
    (root / CONSENTS).write_text(text, encoding="utf-8")
    problems = Problems()
    found = load_consents(Places.of(root), problems)
    return dict(found), [(d.code, str(d.location).removeprefix("data/consents.yaml:")) for d in problems]


def test_a_record_is_read(tmp_path: Path) -> None:
    found, problems = load(tmp_path, RECORD)
    consent = found["choir"]
    assert problems == []
    assert (consent.kinds, consent.covers) == ({"photo", "quotation"}, ("assets/choir.jpg", "singing"))
    assert consent.signed_off == ("B. Editor", dt.date(2026, 5, 2))
    assert consent.expires == dt.date(2028, 5, 1)
    assert consent.location.line == 1


def test_there_need_be_no_file(tmp_path: Path) -> None:
    assert load_consents(Places.of(tmp_path), Problems()) == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("scope: [booklet, web]", "scope: [booklt]", "bad-value", "6:11"),
        ("scope: [booklet, web]", "scope: []", "empty-list", "6:10"),
        ("kind: [photo, quotation]", "kind: picture", "bad-value", "2:9"),
        ("  under_age: false\n", "", "missing-key", "1:1"),
        ("under_age: false", "under_age: true", "missing-places", "4:14"),
        ("expires: 2028-05-01", "expires: 2025-05-01", "consent-reversed", "8:12"),
        ("given: 2026-05-01", "given: 1 May 2026", "not-a-date", "7:10"),
        ("of: A. E.", "off: A. E.", "unknown-key", "3:3"),
        ("choir:", "The Choir:", "bad-id", "1:1"),
        (RECORD, "", "empty-file", "1:1"),
        (RECORD, "- a\n", "wrong-type", "1:1"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    assert old in RECORD
    _, problems = load(tmp_path, RECORD.replace(old, new))
    assert (code, place) in problems
