"""Every rule finds what it is for, in decks with one fault each, and nothing in sound ones."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from factpress.checks.registry import other_codes
from factpress.output.deck.identity.properties import note_line
from factpress.output.deck.preflight import preflight
from factpress.output.deck.preflight.rules import DECK_RULES, SLIDE_RULES
from tests.output.deck.preflight.decks import (
    INCH,
    DeckMaker,
    add_picture,
    changed,
    check,
    codes,
    first,
    png,
    presentation,
    saved,
)
from tests.output.deck.preflight.faults import ERRORS, INFORMATION, WARNINGS
from tests.output.deck.preflight.sound import SOUND


@pytest.mark.parametrize("change", SOUND)
def test_a_sound_deck_has_neither_errors_nor_warnings(change: DeckMaker) -> None:
    deck = presentation()
    change(deck)
    found = check(deck).findings
    assert [one for one in found if one.severity.value != "information"] == []


CASES = [
    (severity, code, change)
    for severity, found in (("error", ERRORS), ("warning", WARNINGS), ("information", INFORMATION))
    for code, changes in found.items()
    for change in changes
]


@pytest.mark.parametrize(("severity", "code", "change"), CASES)
def test_a_damaged_deck_has_its_finding(severity: str, code: str, change: DeckMaker) -> None:
    deck = presentation()
    change(deck)
    report = check(deck)
    assert code in codes(report, severity)
    assert set(codes(report, "error")) <= ({code} if severity == "error" else set())


def test_every_rule_has_a_damaged_deck() -> None:
    written = {code for rule in (*SLIDE_RULES, *DECK_RULES) for code in _codes_of(rule)}
    assert written == {code for _, code, _ in CASES} | {"missing-picture"}
    assert written <= set(other_codes())


def _codes_of(rule: Callable[..., object]) -> set[str]:
    return {
        word for word in rule.__code__.co_consts if isinstance(word, str) and re.fullmatch("[a-z]+(-[a-z]+)+", word)
    }


# ── missing pictures ────────────────────────────────────────────────────────────────────────────────────────────


IMAGE = "ppt/media/image1.png"


@pytest.mark.parametrize("content", [None, b"", b"no picture", png(size=(400, 300)).getvalue()[:200]])
def test_a_picture_that_cannot_be_read_is_an_error(content: bytes | None) -> None:
    deck = presentation()
    add_picture(first(deck), top=4 * INCH)
    report = preflight(changed(saved(deck), {IMAGE: content}))
    assert codes(report, "error") == ["missing-picture"]
    assert report.findings[0].shape == "Picture 3"


def test_a_broken_relationship_of_a_picture_is_an_error() -> None:
    deck = presentation()
    add_picture(first(deck), top=4 * INCH)
    broken = changed(
        saved(deck), {"ppt/slides/slide1.xml": lambda data: re.sub(rb'r:embed="\w+"', b'r:embed="rId99"', data)}
    )
    assert codes(preflight(broken), "error") == ["missing-picture"]


def test_a_picture_in_another_file_is_an_error() -> None:
    deck = presentation()
    add_picture(first(deck), top=4 * INCH)
    relationship = re.compile(rb'Target="\.\./media/image1\.png"')
    outside = {
        "ppt/slides/_rels/slide1.xml.rels": lambda data: relationship.sub(
            b'Target="file:///C:/photo.png" TargetMode="External"', data
        )
    }
    assert codes(preflight(changed(saved(deck), outside)), "error") == ["missing-picture"]


def test_the_line_with_the_key_of_a_slide_is_no_speaker_note() -> None:
    deck = presentation()
    first(deck).notes_slide.notes_text_frame.text = note_line("opening")
    assert "speaker-notes" not in codes(check(deck))
