"""Match the text that renderers generate: chart labels, running heads, page numbers, page cues and note numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from factpress.audit.differences import Kind, signs
from factpress.audit.expected_text import GeneratedText, Passage, passages_of
from factpress.audit.match import MatchResult, match_one, match_passages
from factpress.audit.passage_differences import Difference, PlacedFragment
from factpress.audit.reading import Fragment, Place
from factpress.audit.text import LONGEST, Number, most_similar, normalise, numbers
from factpress.document.model import Chart, Document
from factpress.i18n import Language

# ── charts ──────────────────────────────────────────────────────────────────────────────────────────────────────

_SAME_CHART = 0.8
"""The similarity of an alternative text from which a drawing is taken for that chart."""


def match_charts(
    places: Iterable[Place], charts: Sequence[Chart], generated: GeneratedText, language: Language
) -> MatchResult:
    """Match the labels of drawings with those of their charts. In a drawing of no chart every number is unexpected."""
    result = MatchResult()
    halves: dict[str, list[PlacedFragment]] = {}
    for place in places:
        for fragment in place.fragments:
            if fragment.where == "chart":
                found, chart = PlacedFragment(place, fragment), _chart_with(fragment.alt, charts)
                if chart is not None and chart.opening:
                    halves.setdefault(chart.id, []).append(found)
                else:
                    result.add(_match_labels(found, chart, generated, language))
    for parts in halves.values():
        whole = _sorted_labels(parts)
        result.add(_match_labels(whole, _chart_with(whole.fragment.alt, charts), generated, language))
    return result


def _sorted_labels(parts: Sequence[PlacedFragment]) -> PlacedFragment:
    """The parts of a drawing over two pages as one fragment: their labels in order, each with its page."""
    labels = sorted(((line, part.place) for part in parts for line in part.fragment.text.split("\n")), key=_label)
    starts = accumulate((len(line) + 1 for line, _ in labels), initial=0)
    pages = tuple(zip(starts, (place for _, place in labels), strict=False))
    text = "\n".join(line for line, _ in labels)
    return PlacedFragment(parts[0].place, replace(parts[0].fragment, text=text), pages)


def _label(placed: tuple[str, Place]) -> str:
    return placed[0]


def _chart_with(alt: str, charts: Sequence[Chart]) -> Chart | None:
    """The chart with that alternative text, or with one that differs a little."""
    key, known = normalise(alt[:LONGEST]), [(normalise(chart.alt), chart) for chart in charts]
    same = next((chart for other, chart in known if other == key), None)
    return same if same is not None else most_similar(key, known, _SAME_CHART)


def _match_labels(
    found: PlacedFragment, chart: Chart | None, generated: GeneratedText, language: Language
) -> MatchResult:
    labels = generated.labels.get(chart.id) if chart is not None and generated.labels is not None else None
    origin = chart.origin if chart is not None else None
    if labels is not None and chart is not None and chart.opening:  # in another order than they were drawn
        labels = sorted(labels)
    if labels is not None:
        return match_one(found, Passage("chart", "\n".join(labels), exact=True, origin=origin), language)
    lines = [PlacedFragment(found.place, Fragment("chart", line)) for line in found.fragment.text.split("\n")]
    possible = _possible_labels(chart) if chart is not None else ()
    return match_passages(lines, passages_of("chart", possible, optional=True, exact=True, origin=origin), language)


def _possible_labels(chart: Chart) -> Iterator[str]:
    """All labels that a drawing of the chart can have."""
    yield from (chart.standing_text, chart.never, *chart.levels, *(period.label for period in chart.periods))
    yield from (tick.text for tick in chart.ticks)
    yield from chart.map.texts if chart.map is not None else ()
    yield from (chart.band.text, chart.band.label) if chart.band is not None else ()
    yield from (chart.bracket.text, chart.bracket.label) if chart.bracket is not None else ()
    for row in chart.rows:
        yield from (row.label, row.note, row.group, row.callout)
        for datum in row.data:
            yield from dict.fromkeys((datum.text, datum.low_text, datum.high_text, datum.when_text, datum.years_text))
            yield from (datum.core.text,) if datum.core is not None else ()


# ── margins ─────────────────────────────────────────────────────────────────────────────────────────────────────

_ELLIPSIS = "…"


def match_margins(places: Sequence[Place], passages: Iterable[Passage], language: Language) -> MatchResult:
    """Match the margins of a booklet with running heads and page numbers, and the note numbers, which count from 1."""
    expected = [passage for passage in passages if passage.where == "margin"]
    margins = [one for place in places for one in _without_page_number(_margins(place, expected))]
    result = match_passages(margins, expected, language)
    result.numbers += len(places)
    for where in ("note number", "note call"):
        found = [
            PlacedFragment(place, f)
            for place in places
            for f in place.fragments
            if f.where == where and normalise(f.text)
        ]
        calls = where == "note call"
        ordered = sorted(found, key=_page_and_number) if calls else found
        result.add(_match_note_numbers(ordered, language, again=calls))
    result.add(_match_calls(places, [passage for passage in passages if passage.where == "note"], language))
    return result


def match_handout_margins(places: Sequence[Place], document: Document, language: Language) -> MatchResult:
    """Match the margins of a handout with titles, the publisher, and the page number among all pages."""
    result = MatchResult()
    foot = ", ".join(part for part in (document.organisation, document.edition) if part)
    titles = (document.title, *(chapter.title for chapter in document.chapters), document.words.get("sources", ""))
    for place in places:
        page_number = document.words.get("page-of", "").format(page=place.number, pages=len(places))
        texts = (*titles, foot, page_number, language.native_digits(page_number))
        expected = passages_of("margin", texts, repeatable=True, optional=True)
        result.add(match_passages(_margins(place, expected), expected, language))
    return result


def _margins(place: Place, expected: Iterable[Passage]) -> list[PlacedFragment]:
    """The text in the margins of a page, without titles that were shortened with an ellipsis."""
    titles = [passage.key for passage in expected if passage.repeatable]

    def is_shortened(text: str) -> bool:
        return text.rstrip().endswith(_ELLIPSIS) and any(title.startswith(normalise(text)) for title in titles)

    return [PlacedFragment(place, f) for f in place.fragments if f.where == "margin" and not is_shortened(f.text)]


def _without_page_number(margins: list[PlacedFragment]) -> list[PlacedFragment]:
    """The text in the margins of a page without the number of that page, once."""
    first = next((one for one in margins if one.normalised.key == str(one.place.number)), None)
    return [one for one in margins if one is not first]


def match_page_cues(
    places: Iterable[Place], pattern: str, language: Language, parts: int = 0
) -> tuple[MatchResult, list[Place]]:
    """Match the page cues of large print, and return the pages without them.

    A cue is the page number of the standard edition. Cues count up from page 2, since page 1 is the cover. One number
    may be left out where a part begins, as the page before its opening may be empty.
    """
    result, others, expected = MatchResult(), list[Place](), 2
    cue = re.compile(re.escape(pattern).replace(re.escape("{page}"), r"(\d+)"))
    for place in places:
        kept: list[Fragment] = []
        for fragment in place.fragments:
            match = cue.fullmatch(fragment.text.strip()) if pattern and fragment.where == "ornament" else None
            if match is None:
                kept.append(fragment)
                continue
            if int(match[1]) == expected + 1 and parts > 0:
                parts, expected = parts - 1, expected + 1
            if int(match[1]) == expected:
                result.numbers += 1
            else:
                number = numbers(fragment.text, language)[-1]
                found = PlacedFragment(place, fragment)
                result.differences.append(_number_differs(found, number, str(expected)))
            expected = int(match[1]) + 1
        others.append(replace(place, fragments=tuple(kept)))
    return result, others


def notes_without_text(places: Iterable[Place]) -> Iterator[tuple[Place, str]]:
    """The numbers of notes at the foot of a page that has fewer texts of notes, each with its page."""
    for place in places:
        labels = [f.text.strip() for f in place.fragments if f.where == "note number" and f.text.strip()]
        bodies = sum(f.where == "note" for f in place.fragments)
        if len(labels) > bodies:
            yield place, labels[-1]


def _number_differs(found: PlacedFragment, number: Number, expected: str) -> Difference:
    """A generated number that is not the expected one."""
    text = found.fragment.text[number.start : number.end]
    return Difference(found, Kind.NUMBER, number.start, number.end, text, expected)


def _match_note_numbers(found: list[PlacedFragment], language: Language, *, again: bool) -> MatchResult:
    """The note numbers that are not the next one. A note may be called again, such as that of a table's header."""
    unexpected: list[Difference] = []
    called: set[str] = set()
    for one in found:
        count, key = len(called) + 1, one.normalised.key
        if again and key in called:
            continue
        called.add(str(count))
        if key != str(count) or any(signs(one.fragment.text)):
            of_fragment = numbers(one.fragment.text, language)
            unexpected += [_number_differs(one, number, str(count)) for number in of_fragment[:1]]
    # if a number is missing, all after it are shifted; only the first is reported
    if len(unexpected) > max(3, len(found) // 2):
        unexpected = unexpected[:1]
    return MatchResult(differences=unexpected, numbers=len(found))


def _match_calls(places: Sequence[Place], notes: Sequence[Passage], language: Language) -> MatchResult:
    """The numbers in the text that call another note than they should. A page has the note of a claim once.

    A claim may be called more often than its note is expected, by the header of a table that is continued, but not less
    often. Then one of the numbers that a page has more than once should be the number of its note. If a page has a note
    that nothing calls, the number is there.
    """
    subjects = _subjects(notes)
    missing = Counter(subjects[note.key] for note in notes)
    pages: list[tuple[list[PlacedFragment], dict[str, str]]] = []
    for place in places:
        labels = [normalise(f.text) for f in place.fragments if f.where == "note number"]
        bodies = [normalise(f.text) for f in place.fragments if f.where == "note"]
        # a note that goes on from the page before has no number
        bodies = bodies[max(len(bodies) - len(labels), 0) :]
        about = {number: _subject(body, subjects) for number, body in zip(labels, bodies, strict=False)}
        calls = [PlacedFragment(place, f) for f in place.fragments if f.where == "note call" and normalise(f.text)]
        missing.subtract(about[call.normalised.key] for call in calls if call.normalised.key in about)
        pages.append((calls, about))
    lost = {subject for subject, count in missing.items() if count > 0}
    unexpected: list[Difference] = []
    uncalled = [_lost_number(about, lost, {call.normalised.key for call in calls}) for calls, about in pages]
    missing.subtract(about[number] for (_, about), number in zip(pages, uncalled, strict=True) if number is not None)
    elsewhere = {subject for subject, count in missing.items() if count > 0}
    for (calls, about), without_call in zip(pages, uncalled, strict=True):
        times = Counter(call.normalised.key for call in calls)
        expected = without_call or _lost_number(about, elsewhere)
        for call in calls if expected is not None else ():
            key = call.normalised.key
            if key not in about or (times[key] > 1 and about[key] not in lost):
                of_fragment = numbers(call.fragment.text, language)
                unexpected += [_number_differs(call, one, expected or "") for one in of_fragment[:1]]
    return MatchResult(differences=unexpected)


def _lost_number(about: Mapping[str, str], lost: Collection[str], called: Collection[str] = ()) -> str | None:
    """The first number of a note that is about one of these subjects, and is not among those that are called."""
    return next((number for number, subject in about.items() if subject in lost and number not in called), None)


def _subjects(notes: Iterable[Passage]) -> dict[str, str]:
    """What each note is about, by its text. Claims whose notes have the same text are taken for one."""
    by_text: dict[str, str] = {}
    same: dict[str, str] = {}
    for note in notes:
        subject = same.setdefault(note.note or note.key, note.note or note.key)
        before = by_text.setdefault(note.key, subject)
        if before != subject:
            same = {name: before if other == subject else other for name, other in same.items()}
            by_text = {text: before if other == subject else other for text, other in by_text.items()}
    return by_text


def _subject(body: str, subjects: Mapping[str, str]) -> str:
    """What a printed note is about. It may begin with the word of a standing, and may go on on the next page."""
    if body in subjects:
        return subjects[body]
    alike = [text for text in subjects if text in body or text.startswith(body)]
    return subjects[max(alike, key=len)] if alike else body


def _page_and_number(one: PlacedFragment) -> tuple[int, int]:
    """Sorts the note numbers in the text, which may be in any order on their page."""
    number = one.normalised.key
    return one.place.number, int(number) if number.isdecimal() else 0
