"""Slides of a file: those of a deck by their titles, those of a handout from its pages.

A picture of a slide in a handout has an alternative text: the number and title of the slide, then its text, one
paragraph on each line. What is drawn in the picture has to be that text and the labels of its chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factpress.audit.expected_deck import NOTES, ExpectedSlides
from factpress.audit.expected_text import Passage
from factpress.audit.reading import Fragment, Place, Reading
from factpress.audit.text import LONGEST, NormalisedText, most_similar, normalise
from factpress.output.deck.identity.deck_changes import longest_increasing

# ── slides of a deck ────────────────────────────────────────────────────────────────────────────────────────────

_SIMILAR_TITLE = 0.9
_SIMILAR_TITLE_WITHOUT_CLAIMS = 0.95


@dataclass(slots=True)
class SlideGroup:
    """The slides with one title and their continuations, in order; `titles` are the titles that they should have."""

    expected: ExpectedSlides
    places: list[Place] = field(default_factory=list[Place])
    numbers: list[int] = field(default_factory=list[int])  # of the continuations; 0 for a slide that is none
    titles: list[Passage] = field(default_factory=list[Passage])


def group_slides(
    places: Iterable[Place], slides: Mapping[str, ExpectedSlides], continued: str
) -> tuple[list[SlideGroup], list[Place]]:
    """The slides by what is expected on them, and the slides about which nothing is known.

    A slide with a title as expected begins a group; those with "(continued)" after the title follow it, also if a
    presenter deleted the first. A title may differ by a letter or two.
    """
    groups: list[SlideGroup] = []
    others: list[Place] = []
    latest: dict[str, SlideGroup] = {}
    continuation = re.compile(rf"(?s)(.*?) \({re.escape(continued)}(?: (\d+))?\)")
    for given in places:
        if given.number == 0:
            continue
        place = _with_title(given, slides)
        match = continuation.fullmatch(title_of(place))
        title = normalise(match[1] if match is not None else title_of(place))
        expected = slides.get(title) or _similar_slides(place, title, slides)
        if expected is None:
            others.append(place)
            continue
        name = normalise(expected.title)
        group = latest.get(name) if match is not None else None
        if group is None:
            group = latest[name] = SlideGroup(expected)
            groups.append(group)
        group.places.append(_with_footers(place))
        group.numbers.append(int(match[2] or 1) if match is not None else 0)
    for group in groups:
        group.titles = [_title(group.expected, number, continued) for number in expected_numbers(group.numbers)]
    return groups, others


def expected_numbers(numbers: Sequence[int]) -> list[int]:
    """The numbers that the continuations should have: their own, if the slides were moved, reversed or deleted.

    A number that is there twice, or is out of order while another one is missing, was changed: it is expected to be
    the number of slides before it.
    """
    if sorted(numbers) == list(range(len(numbers))):
        return list(numbers)
    kept = max(longest_increasing(numbers), longest_increasing([-number for number in numbers]), key=len)
    return [number if i in kept else i for i, number in enumerate(numbers)]


def _with_footers(place: Place) -> Place:
    """The slide with its footer as text: that is where the deck has its source lines. Programs make it a text box."""
    fragments = (replace(one, where="text") if one.where == "margin" else one for one in place.fragments)
    return replace(place, fragments=tuple(fragments))


def _title(expected: ExpectedSlides, number: int, continued: str) -> Passage:
    """The expected title of a slide, with the values and names in it, and the number of its continuation."""
    suffix = f" ({continued}{f' {number}' if number > 1 else ''})" if number else ""
    key = normalise(expected.title)
    same = next((p for p in expected.passages if p.where == "text" and p.key == key), None)
    passage = same or Passage("text", expected.title, origin=expected.origin)
    return replace(passage, text=passage.text + suffix)


def title_of(place: Place) -> str:
    """The title of a slide; its first text if it has no title, as after it was saved in an old format."""
    return place.title or next((" ".join(f.text.split()) for f in place.fragments if f.where == "text"), "")


def moved_slides(groups: Sequence[SlideGroup], order: Sequence[int]) -> list[SlideGroup]:
    """The groups that are not in their place: those outside the longest run of groups that are in order."""
    kept = longest_increasing(order)
    return [group for i, group in enumerate(groups) if i not in kept]


def _with_title(place: Place, slides: Mapping[str, ExpectedSlides]) -> Place:
    """A slide that factpress built, with the paragraph that is a title as its title, if the whole title is none.

    LibreOffice saves titles without levels, so that a quotation and its attribution are one title.
    """
    if not place.key or normalise(title_of(place)) in slides:
        return place
    texts = (" ".join(one.text.split()) for one in place.fragments if one.where == "text")
    title = next((text for text in texts if normalise(text) in slides and text in place.title), None)
    return place if title is None else replace(place, title=title)


def _similar_slides(place: Place, title: str, slides: Mapping[str, ExpectedSlides]) -> ExpectedSlides | None:
    if not title or len(title) > LONGEST:
        return None
    least = _SIMILAR_TITLE if place.claims or len(title) < 12 else _SIMILAR_TITLE_WITHOUT_CLAIMS
    return most_similar(title, slides.items(), least)


# ── slides of a handout ─────────────────────────────────────────────────────────────────────────────────────────

_ANCHOR = "slide:"
"""The prefix of the named destination that a slide has in a handout."""

_NUMBERED = re.compile(r"(?P<number>\d+)\. ")
_CLAIM = re.compile(r"claim:(?P<name>[^/:]+/[^:]*):(?P<slide>\d+)")


def is_handout(reading: Reading) -> bool:
    """Whether the file is a handout."""
    return f"{_ANCHOR}1" in reading.anchors


def has_notes(reading: Reading) -> bool:
    """Whether a handout has speaker notes next to its slides. One with lines for notes has only slide numbers there."""
    texts = (f.text.strip() for place in reading.places for f in place.fragments if f.where == "text")
    return not all(text.isdecimal() for text in texts)


def slides_of_handout(slides: Mapping[str, ExpectedSlides], *, with_notes: bool) -> dict[str, ExpectedSlides]:
    """What is expected on the slides of a handout, from what is expected in the deck.

    Each picture has one alternative text, where a drawing in a PPTX has two.
    """
    found: dict[str, ExpectedSlides] = {}
    for name, one in slides.items():
        passages = [p for p in one.passages if with_notes or p.where != NOTES]
        alternatives = {p.key: p for p in passages if p.where == "alternative text"}
        others = [p for p in passages if p.where != "alternative text"]
        sources = [p for p in one.sources if with_notes or p.where != NOTES]
        found[name] = replace(one, passages=[*others, *alternatives.values()], sources=sources)
    return found


def as_deck(reading: Reading, slides: Mapping[str, ExpectedSlides]) -> Reading:
    """The reading of a handout with a place for each slide.

    Text above the first slide of a page continues the last slide before it. Other content that cannot be assigned to a
    slide, and what could not be read, belongs to the first one of its page.
    """
    claims: dict[int, list[str]] = {}
    numbers: dict[int, list[int]] = {}  # of the slides on each page
    for name, page in reading.anchors.items():
        number = name.removeprefix(_ANCHOR)
        if number != name and number.isdecimal():
            numbers.setdefault(page, []).append(int(number))
        elif (mark := _CLAIM.fullmatch(name)) is not None:
            claims.setdefault(int(mark["slide"]), []).append(mark["name"])
    alternatives = {p.key for one in slides.values() for p in one.passages if p.where == "alternative text"}
    places: list[Place] = []
    for each in reading.places:
        page = _Page(each, sorted(numbers.get(each.number, ())), claims, alternatives)
        slides_of_page = list(page.slides(continues=bool(places)))
        if places:
            last, unread = places[-1], each.unread if not page.numbers else ()
            fragments = (*last.fragments, *page.before)
            places[-1] = replace(last, fragments=fragments, unread=(*last.unread, *unread))
        places += slides_of_page
    return replace(reading, kind="pptx", places=tuple(places))


@dataclass(slots=True)
class _Page:
    """A page of a handout while it is divided into slides. `before` continues the last slide of the page before it."""

    page: Place
    numbers: list[int]
    claims: Mapping[int, list[str]]
    alternatives: set[str]
    fragments: dict[int, list[Fragment]] = field(default_factory=dict[int, list[Fragment]])
    titles: dict[int, str] = field(default_factory=dict[int, str])
    before: list[Fragment] = field(default_factory=list[Fragment])

    def slides(self, *, continues: bool) -> Iterator[Place]:
        """The slides of the page. `continues` is whether there is a slide before it."""
        if not self.numbers:
            if not continues:
                yield self.page
                return
            self.before += [
                replace(one, where=NOTES) if one.where == "text" else one
                for one in self.page.fragments
                if one.where != "margin"
            ]
            return
        first = self.numbers[0]
        at = None if continues else first
        pictures: set[str] = set()
        bookmarks: list[Fragment] = []
        for fragment in self.page.fragments:
            text = fragment.text.strip()
            if fragment.where == "text" and text.isdecimal() and int(text) in self.numbers:
                at = int(text)
                self._add(at, Fragment("slide number", text))
            elif fragment.where == "text":
                noted = replace(fragment, where=NOTES)
                self.before.append(noted) if at is None else self._add(at, noted)
            elif fragment.where == "chart" and (number := self._number_of(fragment)) is not None:
                pictures.add(fragment.alt)
                self._add_picture(number, fragment)
            elif fragment.where == "alternative text" and fragment.text in pictures:
                continue
            elif fragment.where == "bookmark":
                bookmarks.append(fragment)
            elif fragment.where != "margin":
                self._add(first, fragment)
        titles = {normalise(title) for title in self.titles.values()}
        for fragment in bookmarks:
            # a bookmark that is not the title of its slide is foreign text, like a comment
            if normalise(fragment.text) not in titles:
                self._add(first, replace(fragment, where="comment"))
        for number in self.numbers:
            fragments, claims = tuple(self.fragments.get(number, ())), tuple(self.claims.get(number, ()))
            name, title = f"{self.page.name}, slide {number}", self.titles.get(number, "")
            unread = self.page.unread if number == first else ()
            yield Place(number, name, fragments, claims, title, unread=unread)

    def _number_of(self, picture: Fragment) -> int | None:
        """The number of the slide that a picture shows; None if it is not on this page."""
        match = _NUMBERED.match(picture.alt)
        return int(match["number"]) if match is not None and int(match["number"]) in self.numbers else None

    def _add(self, number: int, fragment: Fragment) -> None:
        self.fragments.setdefault(number, []).append(fragment)

    def _add_picture(self, number: int, picture: Fragment) -> None:
        """Add the alternative text of a picture of a slide, and drawn text that is not in it: labels of a chart."""
        first, *others = picture.alt.split("\n")
        self.titles[number] = title = first.partition(". ")[2]
        drawn = NormalisedText(picture.text)
        taken: list[tuple[int, int]] = []
        chart = ""
        for line in (title, *others):
            key = normalise(line)
            if key in self.alternatives:
                self._add(number, Fragment("alternative text", line))
                chart = chart or line
                continue
            self._add(number, Fragment("text", line))
            start = _find_free(drawn.key, key, taken)
            if start >= 0:
                taken.append((start, start + len(key)))
        rest = _rest(drawn, taken)
        if rest.strip():
            self._add(number, Fragment("chart" if chart else "text", rest, chart))


def _find_free(whole: str, part: str, taken: list[tuple[int, int]]) -> int:
    """The first index of a text in another one that does not overlap with the taken ranges; -1 if there is none."""
    start = whole.find(part) if part else -1
    while start >= 0 and any(start < high and low < start + len(part) for low, high in taken):
        start = whole.find(part, start + 1)
    return start


def _rest(drawn: NormalisedText, taken: list[tuple[int, int]]) -> str:
    """The text of a drawing without the taken ranges of its key, with a line break for each."""
    covered = {drawn.offsets[i] for low, high in taken for i in range(low, high)}
    kept = "".join("\n" if i in covered else character for i, character in enumerate(drawn.text))
    return "\n".join(line for line in kept.split("\n") if normalise(line))
