"""A handout as the deck that it shows: each picture of a slide is a place of its own, with what is said beside it.

A picture is heard by its alternative text: the slide's number and title, then its words, a paragraph a line. What is
drawn in it has to be those words, and the labels of its chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from factpress.audit.expected_deck import Scope, deck_scopes
from factpress.audit.expected_text import Furniture, Passage, pieces
from factpress.audit.normalise_text import NormalisedText, key
from factpress.audit.reading import Fragment, Place, Reading
from factpress.document.model import Document
from factpress.i18n import Language
from factpress.i18n.numerals import in_digits

ANCHOR = "slide:"
"""How the name of the place inside the file begins that a slide has in a handout."""

_HEARD = re.compile(r"(?P<number>\d+)\. ")
_CLAIM = re.compile(r"claim:(?P<name>[^/:]+/[^:]*):(?P<slide>\d+)")


def is_handout(reading: Reading) -> bool:
    """Whether the pages are those of a handout."""
    return f"{ANCHOR}1" in reading.anchors


def has_notes(reading: Reading) -> bool:
    """Whether something is said beside the slides: a number is all that stands beside those with lines."""
    texts = (f.text.strip() for place in reading.places for f in place.fragments if f.where == "text")
    return not all(text.isdecimal() for text in texts)


def deck_shown(reading: Reading, document: Document, furniture: Furniture) -> tuple[Reading, dict[str, Scope], bool]:
    """The deck that a handout shows: its reading, what may stand on its slides, and whether what is said is there."""
    scopes, spoken = one_alternative_each(deck_scopes(document, furniture)), has_notes(reading)
    return as_deck(reading, scopes), scopes if spoken else without_notes(scopes), spoken


def margins(document: Document, language: Language, reading: Reading) -> Iterator[tuple[Place, list[Passage]]]:
    """Each page with what may stand in its margins: titles, publisher, and its own number among all pages."""
    foot = ", ".join(part for part in (document.organisation, document.edition) if part)
    count = len(reading.places)
    titles = (document.title, *(chapter.title for chapter in document.chapters), document.words.get("sources", ""))
    for place in reading.places:
        folio = document.words.get("page-of", "").format(page=place.number, pages=count)
        yield place, pieces("margin", (*titles, foot, folio, in_digits(folio, language)), free=True)


def without_notes(scopes: Mapping[str, Scope]) -> dict[str, Scope]:
    """The scopes of slides that nothing is said beside."""
    quiet: dict[str, Scope] = {}
    for name, scope in scopes.items():
        passages = [p for p in scope.passages if p.where != "speaker notes"]
        credits_ = [p for p in scope.credits if p.where != "speaker notes"]
        quiet[name] = replace(scope, passages=passages, credits=credits_)
    return quiet


def one_alternative_each(scopes: Mapping[str, Scope]) -> dict[str, Scope]:
    """The scopes of slides whose pictures have one alternative text, where a program's drawing has two."""
    once: dict[str, Scope] = {}
    for name, scope in scopes.items():
        alternatives = {p.key: p for p in scope.passages if p.where == "alternative text"}
        others = [p for p in scope.passages if p.where != "alternative text"]
        once[name] = replace(scope, passages=[*others, *alternatives.values()])
    return once


def as_deck(reading: Reading, scopes: Mapping[str, Scope]) -> Reading:
    """The reading with a place for each slide. What no slide can be told for stays with the first of its page."""
    claims: dict[int, list[str]] = {}
    for name in reading.anchors:
        mark = _CLAIM.fullmatch(name)
        if mark is not None:
            claims.setdefault(int(mark["slide"]), []).append(mark["name"])
    alternatives = {p.key for scope in scopes.values() for p in scope.passages if p.where == "alternative text"}
    pages = (_Page(page, _anchored(reading, page), claims, alternatives) for page in reading.places)
    return replace(reading, kind="pptx", places=tuple(place for page in pages for place in page.slides()))


def _anchored(reading: Reading, page: Place) -> list[int]:
    """The numbers of the slides that begin on a page."""
    here = (name.removeprefix(ANCHOR) for name, at in reading.anchors.items() if at == page.number)
    return sorted(int(number) for number in here if number.isdecimal())


@dataclass(slots=True)
class _Page:
    """One page of a handout while it is taken apart."""

    page: Place
    numbers: list[int]
    claims: Mapping[int, list[str]]
    alternatives: set[str]
    said: dict[int, list[Fragment]] = field(default_factory=dict[int, list[Fragment]])
    titles: dict[int, str] = field(default_factory=dict[int, str])

    def slides(self) -> Iterator[Place]:
        """Its slides; a page without any is a place as it is."""
        if not self.numbers:
            yield self.page
            return
        at = self.numbers[0]
        heard: set[str] = set()
        marked: list[Fragment] = []
        for fragment in self.page.fragments:
            text = fragment.text.strip()
            if fragment.where == "text" and text.isdecimal() and int(text) in self.numbers:
                at = int(text)
                self._add(at, Fragment("slide number", text))
            elif fragment.where == "text":
                self._add(at, replace(fragment, where="speaker notes"))
            elif fragment.where == "chart" and (slide := self._slide(fragment)) is not None:
                heard.add(fragment.alt)
                self._shown(slide, fragment)
            elif fragment.where == "alternative text" and fragment.text in heard:
                continue
            elif fragment.where == "bookmark":
                marked.append(fragment)
            elif fragment.where != "margin":
                self._add(self.numbers[0], fragment)
        titles = {key(title) for title in self.titles.values()}
        for fragment in marked:
            if key(fragment.text) not in titles:  # it says something else than the slide that it leads to
                self._add(self.numbers[0], replace(fragment, where="comment"))
        for number in self.numbers:
            yield Place(
                number,
                f"{self.page.name}, slide {number}",
                tuple(self.said.get(number, ())),
                tuple(self.claims.get(number, ())),
                self.titles.get(number, ""),
            )

    def _slide(self, picture: Fragment) -> int | None:
        """The number of the slide that a picture shows; None where it is not on this page."""
        mark = _HEARD.match(picture.alt)
        return int(mark["number"]) if mark is not None and int(mark["number"]) in self.numbers else None

    def _add(self, number: int, fragment: Fragment) -> None:
        self.said.setdefault(number, []).append(fragment)

    def _shown(self, number: int, picture: Fragment) -> None:
        """What is heard of a slide, and what is drawn there that is not heard: a chart's labels."""
        first, *others = picture.alt.split("\n")
        self.titles[number] = title = first.partition(". ")[2]
        lines = [title, *others]
        drawn = NormalisedText(picture.text)
        taken: list[tuple[int, int]] = []
        chart = ""
        for line in lines:
            if key(line) in self.alternatives:
                self._add(number, Fragment("alternative text", line))
                chart = chart or line
                continue
            self._add(number, Fragment("text", line))
            start = _free(drawn.key, key(line), taken)
            if start >= 0:
                taken.append((start, start + len(key(line))))
        rest = _rest(drawn, taken)
        if rest.strip():
            self._add(number, Fragment("chart" if chart else "text", rest, chart))


def _free(whole: str, part: str, taken: list[tuple[int, int]]) -> int:
    """Where a text stands in another, outside what is taken; -1 where it does not."""
    start = whole.find(part) if part else -1
    while start >= 0 and any(start < high and low < start + len(part) for low, high in taken):
        start = whole.find(part, start + 1)
    return start


def _rest(drawn: NormalisedText, taken: list[tuple[int, int]]) -> str:
    """The words of a drawing without what is taken, a line end for each piece that was."""
    covered = {drawn.at[i] for low, high in taken for i in range(low, high)}
    kept = "".join("\n" if i in covered else character for i, character in enumerate(drawn.text))
    return "\n".join(line for line in kept.split("\n") if key(line))
