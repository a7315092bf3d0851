"""Words altered one by one in built booklets, decks and prints: the audit finds them, and nothing else.

Each row of `tests.audit.alterations` is tried at every place, at most once on a page in each round.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
from altering_words import altered_words_of_deck, altered_words_of_pdf, deck_words, pdf_words
from tests.audit.alterations import ROWS, Alteration, alterations
from tests.audit.decks import resaved
from tests.audit.many_claims import many_claims
from workshop import ROOT, Built, build

from factpress.audit import Audit, GeneratedText, audit
from factpress.audit.readers import read_bytes, read_file
from factpress.audit.reading import Reading
from factpress.core.diagnostics import Severity
from factpress.document.model import Document
from factpress.edition import Edition, read_edition
from factpress.workflows.audit_files import document_of, possible_generated_text

MOST = 200
"""Alterations of a row."""
MOST_OF_A_FILE = 60
"""Alterations of a row in one file."""
REAL = 20
"""Alterations of a row in the bytes of real files."""
LEAST = 0.99
PRINTS = ("poster-a3", "insert-a5", "flyer-a5", "bookmark", "prayer-card-a6")


@dataclass(frozen=True)
class Target:
    """A built file with what it should say."""

    name: str
    path: Path
    edition: Edition
    document: Document
    generated: GeneratedText
    reading: Reading

    def audit(self, reading: Reading) -> Audit:
        return audit(reading, self.document, self.edition.book, self.edition.language, self.generated)


def target(name: str, path: Path, edition: Edition) -> Target:
    reading = read_file(path)
    (generated, *_) = possible_generated_text(edition, path, reading.kind)
    return Target(name, path, edition, document_of(edition, path), generated, reading)


@pytest.fixture(scope="module")
def targets(built: Built, tmp_path_factory: pytest.TempPathFactory) -> list[Target]:
    """The briefing's booklet, deck and prints, and the booklet and deck of a publication with many claims."""
    folder = many_claims(tmp_path_factory.mktemp("many") / "publication")
    many = build(folder, folder / "build", "--product", "booklet-a5", "--product", "slides")
    briefing, generated = read_edition(ROOT), read_edition(folder)
    return [
        target("briefing, booklet", built.booklet, briefing),
        target("briefing, deck", built.deck, briefing),
        *(target(f"briefing, {name}", built.files[name], briefing) for name in PRINTS),
        target("many claims, booklet", many["booklet-a5"], generated),
        target("many claims, deck", many["slides"], generated),
    ]


class Placed(Protocol):
    """Something on a page or slide."""

    @property
    def place(self) -> object: ...


T = TypeVar("T", bound=Placed)


def rounds(spots: Iterable[T], most: int) -> Iterator[list[T]]:
    """The spots in rounds of at most one a place, until `most` were given."""
    waiting: dict[object, list[T]] = defaultdict(list)
    for spot in spots:
        waiting[spot.place].append(spot)
    for listed in waiting.values():
        random.Random(11).shuffle(listed)
    while most > 0 and waiting:
        chosen = [listed.pop() for listed in waiting.values()][:most]
        waiting = {place: listed for place, listed in waiting.items() if listed}
        most -= len(chosen)
        yield chosen


def named(found: Audit, place: str) -> bool:
    """Whether an error names that page or slide."""
    errors = (d.message for d in found.found if d.severity is Severity.ERROR)
    return any(message.startswith((f"{place},", f"{place}:", f"{place} ")) for message in errors)


def has_error(found: Audit) -> bool:
    """Whether there is any error."""
    return any(d.severity is Severity.ERROR for d in found.found)


def test_untouched_files_have_no_findings(targets: list[Target]) -> None:
    for one in targets:
        assert [d.message for d in one.audit(one.reading).found] == [], one.name


WITHOUT_ITS_ONLY_MARK = {("mark removed", "briefing, poster-a3"), ("mark removed", "briefing, bookmark")}
"""Prints with one mark. Without it they look like prints of a template that shows no marks."""


@pytest.mark.parametrize("row", ROWS)
def test_an_altered_text_is_found(row: str, targets: list[Target]) -> None:
    tried, missed = Counter[str](), list[str]()
    for one in targets:
        left = min(MOST - sum(tried.values()), MOST_OF_A_FILE)
        for chosen in rounds(alterations(one.reading, ROWS[row]), left):
            reading = one.reading
            for alteration in chosen:
                reading = alteration.apply(reading)
            found = one.audit(reading)
            tried[one.name] += len(chosen)
            unnamed = [a for a in chosen if not named(found, one.reading.places[a.place].name)]
            # what is missing from a file is on no page, so that it is looked for alone
            if (row, one.name) not in WITHOUT_ITS_ONLY_MARK:
                missed += [_told(one, a) for a in unnamed if not has_error(one.audit(a.apply(one.reading)))]
    count = sum(tried.values())
    print(f"{row}: {count - len(missed)} of {count} found in {dict(tried)}")  # noqa: T201
    assert count >= 9
    assert len(missed) <= (1 - LEAST) * count, missed


def _told(one: Target, alteration: Alteration) -> str:
    return f"{one.name}, {one.reading.places[alteration.place].name}: {alteration.before!r} -> {alteration.after!r}"


@pytest.mark.parametrize("row", ROWS)
def test_altered_words_of_a_real_file_are_found(row: str, targets: list[Target]) -> None:
    tried, missed = 0, list[str]()
    for one in (t for t in targets if t.name.endswith(("booklet", "deck"))):
        data, deck = one.path.read_bytes(), one.path.suffix == ".pptx"
        words, altered = (deck_words, altered_words_of_deck) if deck else (pdf_words, altered_words_of_pdf)
        for chosen in rounds(words(data, ROWS[row]), REAL // 4):
            found = one.audit(read_bytes(altered(data, chosen), one.path))
            tried += len(chosen)
            unnamed = [s for s in chosen if not named(found, s.place)]
            alone = ((s, one.audit(read_bytes(altered(data, [s]), one.path))) for s in unnamed)
            missed += [f"{one.name}, {s.place}: {s.text!r} -> {s.new!r}" for s, it in alone if not has_error(it)]
    print(f"{row}: {tried - len(missed)} of {tried} found in real files")  # noqa: T201
    assert tried
    assert missed == []


def _with_slides(deck: bytes, order: Callable[[list[int]], list[int]]) -> bytes:
    """The deck with its slides in another order, or without some."""

    def change(opened: Any) -> None:
        listed = opened.slides._sldIdLst
        slides = list(listed)
        for slide in slides:
            listed.remove(slide)
        for i in order(list(range(len(slides)))):
            listed.append(slides[i])

    return resaved(deck, change)


ORDERS: dict[str, Callable[[list[int]], list[int]]] = {
    "saved again": lambda slides: slides,
    "reversed": lambda slides: slides[::-1],
    "one moved": lambda slides: [*slides[:2], slides[5], *slides[2:5], *slides[6:]],
    "every other": lambda slides: slides[::2],
    "the others": lambda slides: slides[1::2],
    "the first half": lambda slides: slides[: len(slides) // 2],
    "the second half": lambda slides: slides[len(slides) // 2 :],
}


@pytest.mark.parametrize("name", ["briefing, deck", "many claims, deck"])
def test_a_deck_in_another_order_or_without_slides_has_no_false_alarm(name: str, targets: list[Target]) -> None:
    one = next(target for target in targets if target.name == name)
    deck = one.path.read_bytes()
    readings = {title: read_bytes(_with_slides(deck, order), one.path) for title, order in ORDERS.items()}
    count = len(one.reading.places)
    readings |= {f"without slide {i + 1}": _without_slide(one.reading, i) for i in range(count)}
    for title, reading in readings.items():
        found = one.audit(reading).found
        assert {d.severity for d in found} <= {Severity.INFORMATION}, (title, [d.message for d in found])


def _without_slide(reading: Reading, i: int) -> Reading:
    """The reading of the deck without a slide, as of a file that was saved without it."""
    places = [place for at, place in enumerate(reading.places) if at != i]
    # number 0 is that of the layouts
    slides = [place for place in places if place.number]
    numbered = (replace(place, number=n, name=f"slide {n}") for n, place in enumerate(slides, start=1))
    return replace(reading, places=(*numbered, *(place for place in places if not place.number)))


def test_moved_and_deleted_slides_are_named(targets: list[Target]) -> None:
    one = next(target for target in targets if target.name == "briefing, deck")
    deck = one.path.read_bytes()
    moved = one.audit(read_bytes(_with_slides(deck, ORDERS["one moved"]), one.path))
    assert [(d.code, d.message) for d in moved.found] == [("slides-differ", "slide 3 was moved")]
    title = one.reading.places[8].title
    shorter = one.audit(_without_slide(one.reading, 8))
    assert [d.message for d in shorter.found if d.code == "slides-differ"] == [f'the slide "{title}" was left out']
