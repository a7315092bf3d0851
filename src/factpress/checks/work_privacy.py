"""Rules that keep the works of the organisation from being found: streets, coordinates and places near them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.checks.text_index import Passage, TextFile, passages, text_files
from factpress.document.blocks.helplines import country_names
from factpress.document.parse.charts_file import MAP
from factpress.publication.helplines import countries
from factpress.publication.works import WORKS

_UPPER = r"[A-ZÀ-ÖØ-Þ]"
_MAPS = re.compile(
    r"(?:maps\.google|google\.[a-z]{2,3}/maps|goo\.gl/maps|maps\.app\.goo\.gl|maps\.apple|openstreetmap|osm\.org"
    r"|bing\.com/maps|waze\.com|what3words|w3w\.co|\bgeo:)[^\s)]{0,100}"
)
"""Addresses of maps."""
_WHERE = re.compile(
    # coordinates in decimals, or in degrees and minutes
    r"(?<![\d.])-?\d{1,3}\.\d{3,12}°?\s?[NSEW]?\s?[,;/ ]\s?-?\d{1,3}\.\d{3,12}"
    r"|(?<!\d)\d{1,3}°\s?\d{1,2}(?:\.\d{1,6})?\s?['′’]"
    # Plus Codes, numbers of houses, boxes and postal codes
    r"|(?<!\w)[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)"
    r"|(?<!\w)(?:No\.|Nr\.|№|#|[Hh]ouse|[Vv]illa|[Bb]uilding|[Aa]partment|[Aa]pt\.?)[ \u00a0]?\d{1,4}(?!\d)"
    r"|(?<!\w)P\.?[ \u00a0]?O\.?[ \u00a0]?[Bb]ox[ \u00a0]\d{1,6}"
    r"|(?<!\w)[A-Z]{1,2}\d[A-Z\d]?[ \u00a0]?\d[A-Z]{2}(?!\w)"
    rf"|(?<!\w){_UPPER}[\w’'-]{{1,30}},?[ \u00a0]\d{{5,6}}(?![\w.,]?\d)"
)
"""What leads to a place, whatever the language."""

PRECISE_HINT = "remove it: what is printed must not lead to the people in it"
MAP_HINT = "a map never shows where people live in care: remove the name, or move the map to another section"
PLACE_HINT = "leave the place out, or name it away from the work, under another heading"


@dataclass(frozen=True, slots=True)
class _Section:
    """The passages from a heading to the next one. Those that name a work are at `near`."""

    passages: tuple[Passage, ...]
    near: frozenset[int]
    work: str  # the name of the first work that it names, "" if none


def work_location(context: CheckContext) -> Iterator[Finding]:
    """A work in data/works.yaml, or a paragraph that names one, has a street, a number of a house, or coordinates.

    Why: Those who live in a home may be looked for by the people from whom they were taken. What is printed must not
    show the way.

    Bad:
        # data/works.yaml
        home: {name: Home for girls, what: A house in Elm Street., cites: {source: annual-report}}

    Good:
        # data/works.yaml
        home: {name: Home for girls, what: A house with a garden., cites: {source: annual-report}}
    """
    if not context.edition.outreach.works:
        return
    for passage in _own_passages(context):
        for found in _precise(passage, context):
            message = f'"{found[0].strip()}" in a work can show where it is'
            yield Finding(message, passage.at(*found.span()), PRECISE_HINT)
    for section in _sections(context):
        for number in sorted(section.near):
            passage = section.passages[number]
            for found in _precise(passage, context):
                message = f'"{found[0].strip()}" is in the same paragraph as the work "{section.work}"'
                yield Finding(message, passage.at(*found.span()), PRECISE_HINT)


def work_place(context: CheckContext) -> Iterator[Finding]:
    """A work in data/works.yaml, or a paragraph that names one, names a place; or its section has a street.

    Why: The name of a town with the name of a home can be enough to find it. Countries are not reported, and places are
    known from claims and from data/scopes.yaml.

    Bad:
        # data/scopes.yaml
        places: {Little Town: Example County}
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: verified
          values:
            - exactly: 31000
              unit: cases
              period: 2024
              place: Little Town
              cites: {source: annual-report, locator: p. 1}
        # data/works.yaml
        home: {name: Home for girls, what: A house in Little Town., cites: {source: annual-report}}

    Good:
        # data/works.yaml
        home: {name: Home for girls, what: A house with a garden., cites: {source: annual-report}}
    """
    if not context.edition.outreach.works:
        return
    places = _places(context)
    for passage in _own_passages(context):
        yield from _named(passage, places, "a work names the place")
    for section in _sections(context):
        for number, passage in enumerate(section.passages):
            if number in section.near:
                yield from _named(passage, places, f'the work "{section.work}" is named with the place')
                continue
            for found in _precise(passage, context):
                message = f'"{found[0].strip()}" is in the same section as the work "{section.work}"'
                yield Finding(message, passage.at(*found.span()), PLACE_HINT)


def work_on_map(context: CheckContext) -> Iterator[Finding]:
    """A map names a work of data/works.yaml, or is in a section that names one.

    Why: A map beside the name of a home shows where to look for those who live in it.

    Bad:
        # data/works.yaml
        home: {name: Home for girls, what: A house with a garden., cites: {source: annual-report}}
        # data/charts.yaml
        towns:
          kind: map
          title: Towns
          country: NO
          places:
            - {name: Home for girls, at: [60.39, 5.32]}

    Good:
        # data/works.yaml
        home: {name: Home for girls, what: A house with a garden., cites: {source: annual-report}}
        # data/charts.yaml
        towns:
          kind: map
          title: Towns
          country: NO
          places:
            - {name: Bergen, at: [60.39, 5.32]}
    """
    if not context.edition.outreach.works:
        return
    names = _names(context)
    maps = {id_: spec for id_, spec in context.edition.charts.items() if spec.record.kind == MAP}
    for spec in maps.values():
        for path, text in spec.record.texts:
            if (found := names.search(text)) is not None:
                yield Finding(f'a map names the work "{found[0]}"', spec.at(*path), MAP_HINT)
    for section in _sections(context):
        file = section.passages[0].file
        for found in _CHART.finditer(file.text, section.passages[0].begin, _end(file, section.passages)):
            if found[1] in maps:
                message = f'the map "{found[1]}" is in a section that names the work "{section.work}"'
                yield Finding(message, file.place(*found.span()), MAP_HINT)


def _named(passage: Passage, places: re.Pattern[str] | None, message: str) -> Iterator[Finding]:
    for found in places.finditer(passage.masked) if places is not None else ():
        yield Finding(f'{message} "{found[0]}"', passage.at(*found.span()), PLACE_HINT)


def _precise(passage: Passage, context: CheckContext) -> Iterator[re.Match[str]]:
    """Everything in a passage that leads to a place. Maps are in the targets of links, too."""
    text = passage.masked
    yield from _MAPS.finditer(passage.file.text[passage.begin : passage.end])
    yield from _WHERE.finditer(text)
    yield from _streets(context.edition.language.reading.streets).finditer(text)


@lru_cache(maxsize=8)
def _streets(words: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of names of streets: "Elm Street", "Street 12", "Hauptstrasse 5"."""
    plain = [word for word in words if word[:1].isalpha() and word not in _OTHER_MEANINGS]
    named = "|".join(re.escape(word[:1].upper() + word[1:]) for word in sorted(plain, key=len, reverse=True)) or "(?!)"
    ends = "|".join(re.escape(word[1:]) for word in words if word.startswith("-")) or "(?!)"
    numbered = "|".join(re.escape(word[:1].upper() + word[1:]) for word in words if word[:1].isalpha()) or "(?!)"
    return re.compile(
        rf"(?<!\w){_UPPER}[\w’'-]{{1,30}}[ \u00a0](?:{named})(?!\w)"
        rf"|(?<!\w)(?:{numbered})[ \u00a0](?:No\.?[ \u00a0])?#?\d{{1,4}}(?!\d)"
        rf"|(?<!\w)[^\W\d_]{{2,30}}(?:{ends})[ \u00a0]\d{{1,4}}(?!\d)"
    )


_OTHER_MEANINGS = frozenset({"st.", "way", "place", "court", "close", "row", "hill", "drive", "square"})
"""Words of streets that after a capitalised word mean something else as well: "Supreme Court", "Notting Hill"."""


def _places(context: CheckContext) -> re.Pattern[str] | None:
    """The pattern of all places that claims and scopes name, without countries and what contains one."""
    scopes = context.book.scopes
    named = {value.place for claim in context.book.claims.values() for value in claim.values if value.place}
    named |= {*scopes.places, *(whole for wholes in scopes.places.values() for whole in wholes)}
    exempt = {name.casefold() for name in (*countries().values(), *country_names(context.edition.language).values())}
    for name in named:
        if name.casefold() in exempt:
            exempt |= {whole.casefold() for whole in scopes.places_around(name)}
    left = sorted((name for name in named if name.casefold() not in exempt), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_spaced, left))})(?!\w)") if left else None


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


# ── where works are named ─────────────────────────────────────────────────────────────────────────────────────────


def _own_passages(context: CheckContext) -> Iterator[Passage]:
    """The texts of the works."""
    return (passage for file in text_files(context, facts=False) if file.path == WORKS for passage in passages(file))


_CHART = re.compile(r"(?m)^[ \t>]{0,20}:{3,20}[ \t]{0,8}\{chart\}[ \t]{1,8}([\w-]{1,100})")
_LISTED = re.compile(r"(?m)^[ \t>]{0,20}:{3,20}[ \t]{0,8}\{works?\}")


def _sections(context: CheckContext) -> Iterator[_Section]:
    """The sections of the texts that name or list a work."""
    pattern = _names(context)
    for file in text_files(context, facts=False):
        for passed in _split(passages(file)) if file.keys == "content" else ():
            section = _section(file, passed, pattern)
            if section is not None:
                yield section


def _names(context: CheckContext) -> re.Pattern[str]:
    """The pattern of the names of all works, in all languages."""
    works = context.edition.outreach.works.values()
    names = sorted({name for work in works for name in (work.name, *work.names.values())}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_spaced, names))})(?!\w)", re.IGNORECASE)


def _split(found: Iterable[Passage]) -> Iterator[list[Passage]]:
    """The passages of a text, by its headings."""
    section: list[Passage] = []
    for passage in found:
        if section and passage.masked.lstrip().startswith("#"):
            yield section
            section = []
        section.append(passage)
    if section:
        yield section


def _end(file: TextFile, inside: Sequence[Passage]) -> int:
    """Where the section ends: at the next heading."""
    following = file.text.find("\n#", inside[-1].end)
    return following if following >= 0 else len(file.text)


def _section(file: TextFile, inside: list[Passage], names: re.Pattern[str]) -> _Section | None:
    """The section, if it names or lists a work. A heading that names one speaks for all its paragraphs."""
    found = {number: match for number, one in enumerate(inside) if (match := names.search(one.masked))}
    listed = _LISTED.search(file.text, inside[0].begin, _end(file, inside))
    if not found and listed is None:
        return None
    first = next(iter(found.values()), None)
    near = range(len(inside)) if 0 in found and inside[0].masked.lstrip().startswith("#") else found
    return _Section(tuple(inside), frozenset(near), first[0] if first is not None else "in the list")
