"""What a merge does with each slide, on records alone."""

from __future__ import annotations

import pytest

from factpress.output.deck.identity.properties import DeckRecord, SlideRecord
from factpress.output.deck.identity.read_deck import ReadDeck, ReadSlide
from factpress.output.deck.merge.plan import PENDING, Outcome, Step, plan


def deck(slides: str, base: str | None = None) -> ReadDeck:
    """A deck from words such as "a1 b2": slides with the key "a" and the digest "1"; "-x" is one without a key."""
    read = tuple(
        ReadSlide(i, "" if word[0] == "-" else word[:-1], (), "", word[-1], title=word[:-1])
        for i, word in enumerate(slides.split(), start=1)
    )
    if base is None:
        return ReadDeck(None, read)
    return ReadDeck(DeckRecord("slides", tuple(SlideRecord(word[:-1], word[-1]) for word in base.split())), read)


def shown(steps: tuple[Step, ...]) -> str:
    """The steps as words: the first letter of the outcome, and the key."""
    letters = dict(zip(Outcome, "=krcpnadx", strict=True))
    return " ".join(f"{letters[step.outcome]}{step.key or '-'}" for step in steps)


@pytest.mark.parametrize(
    ("hers", "base", "ours", "expected"),
    [
        ("a1 b1", "a1 b1", "a1 b1", "=a =b"),
        ("a1 b1", "a1 b1", "a1 b2", "=a rb"),
        ("a1 b9", "a1 b1", "a1 b1", "=a kb"),
        ("a1 b9", "a1 b1", "a1 b2", f"=a cb pb{PENDING}"),
        ("a1 b2", "a1 b1", "a1 b2", "=a =b"),
        ("b1 a1", "a1 b1", "a1 b2", "rb =a"),
        ("a1 -h b1", "a1 b1", "a1 b1", "=a a- =b"),
        ("b1", "a1 b1", "a2 b1", "da =b"),
        ("a1 b1", "a1 b1", "a1 n1 m1 b1", "=a nn nm =b"),
        ("b1 -h a1", "a1 b1", "n1 a1 m1 b1 o1", "nn =b no a- =a nm"),
        ("a1 c1", "a1 b1 c1", "a1 b1 n1 c1", "=a db nn =c"),
        ("a1 b1 c9", "a1 b1 c1", "a1", "=a xb kc"),
    ],
)
def test_three_ways(hers: str, base: str, ours: str, expected: str) -> None:
    assert shown(plan(deck(hers, base), deck(ours, ours))) == expected


@pytest.mark.parametrize(
    ("hers", "base", "ours", "expected"),
    [
        # nothing changed since the merge that put ours behind hers
        (f"b9 b{PENDING}5", f"b2 b{PENDING}5", "b2", f"kb pb{PENDING}"),
        # the facts changed once more
        (f"b9 b{PENDING}5", f"b2 b{PENDING}5", "b3", f"cb pb{PENDING}"),
        # she deleted the hidden one
        ("b9", f"b2 b{PENDING}5", "b2", "kb"),
        # she took ours
        (f"b{PENDING}5", f"b2 b{PENDING}5", "b2", "rb"),
        # she changed the hidden one
        (f"b9 b{PENDING}7", f"b2 b{PENDING}5", "b2", f"kb ab{PENDING}"),
        # she made hers equal to ours
        (f"b2 b{PENDING}5", f"b2 b{PENDING}5", "b2", "=b"),
    ],
)
def test_after_a_merge(hers: str, base: str, ours: str, expected: str) -> None:
    assert shown(plan(deck(hers, base), deck(ours, ours))) == expected


def test_without_a_record_slides_are_matched_by_title() -> None:
    hers, ours = deck("a1 x1 b9"), deck("a1 b2 c1", "a1 b2 c1")
    assert shown(plan(hers, ours)) == f"=a a- cb pb{PENDING} nc"
