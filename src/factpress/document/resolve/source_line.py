"""The source line of a chart: works in short form, in which works of one name are one entry with several years."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factpress.i18n import Language

FEWEST_IN_RUN = 3
"""So many years without a gap between them are written as a period."""
_YEAR = re.compile(r"(?P<stem>.*\S) (?P<year>[12][0-9]{3})")


@dataclass(frozen=True, slots=True)
class _Work:
    """A work as cited. One with a `year` at the end of its words may share an entry with others of its `stem`."""

    short: str  # the short form of the work; "" if there is none of these words
    words: str
    detail: str = ""  # what is cited of it
    stem: str = ""
    year: str = ""

    @property
    def whole(self) -> str:
        """The work as it is written by itself."""
        return f"{self.words}, {self.detail}" if self.detail else self.words


def source_line(cited: Iterable[str], shorts: Iterable[str], language: Language) -> str:
    """The works with "; " between, in the order in which they are cited first.

    `cited` are short forms with their locators, one or several in a text, and `shorts` all short forms that there are.
    Works that differ in the year at their end only are one entry, in the order of the years: "Board, Survey 2014, 2016
    to 2019". A locator that is the year of the work is left out, and so is a work without a locator that has one
    elsewhere. A work that was seen in another one is an entry by itself.
    """
    known = frozenset(shorts)
    texts = dict.fromkeys(words for each in cited for words in each.split("; ") if words)
    works = dict.fromkeys(_work(text, known, language) for text in texts)
    located = {work.short for work in works if work.short not in ("", work.whole) and work.stem + work.detail}
    groups: dict[tuple[str, str], list[_Work]] = {}
    for work in works:
        if work.whole not in located:
            groups.setdefault((work.stem, "" if work.stem else work.whole), []).append(work)
    return "; ".join(_entry(group, language) for group in groups.values())


def _work(text: str, known: Collection[str], language: Language) -> _Work:
    """The parts of one cited work."""
    main, seen, other = text.partition(f" ({language.word('seen-in')} ")
    short = max((each for each in known if main == each or main.startswith(f"{each}, ")), key=len, default="")
    if not short:
        return _Work("", text)
    locator = main[len(short) :].removeprefix(", ")
    dated = _YEAR.fullmatch(short)
    if dated is not None and locator == dated["year"]:
        locator = ""
    if seen:
        return _Work(short, (f"{short}, {locator}" if locator else short) + seen + other)
    ending = _YEAR.fullmatch(locator)
    if ending is not None and not re.search(r"\d", ending["stem"]):
        return _Work(short, f"{short}, {locator}", "", f"{short}, {ending['stem']}", ending["year"])
    if dated is None or _is_in_date(dated["stem"], language):
        return _Work(short, short, locator)
    return _Work(short, short, locator, dated["stem"], dated["year"])


def _is_in_date(stem: str, language: Language) -> bool:
    """Whether words before a year are of a date: "Mail, June", "Mail, June 17,"."""
    last = stem.split(" ")[-2:]
    return re.fullmatch(r"\d+\D?", last[-1]) is not None or any(word in language.months for word in last)


def _entry(works: Sequence[_Work], language: Language) -> str:
    """One work, or several works of one stem: the stem, and the years with what is cited of each."""
    if len(works) == 1:
        return works[0].whole
    parts: list[str] = []
    run: list[str] = []
    ordered = sorted(works, key=lambda work: work.year)
    for work, after in pairwise((*ordered, None)):
        if work is None:
            continue
        if work.detail:
            parts.append(f"{work.year} ({work.detail})")
            continue
        run.append(work.year)
        if after is None or after.detail or int(after.year) != int(work.year) + 1:
            parts += (
                [language.phrases["period"].format(begin=run[0], end=run[-1])] if len(run) >= FEWEST_IN_RUN else run
            )
            run = []
    return f"{works[0].stem} {', '.join(parts)}"
