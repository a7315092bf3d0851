"""Where the files of a publication name a value: in the text, in charts, in the words of other claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.core.validation import read_text
from factpress.document.blocks import FENCE_RULES
from factpress.document.parse.ast import MOST_CHAPTER_RANK, Draft, DraftHeading, Drafts, Fence, Span, Words, walk_draft
from factpress.document.parse.charts_file import CHARTS, ChartSpec
from factpress.document.resolve.lookup import VALUE_ROLES
from factpress.i18n import Language
from factpress.ledger.values import value_texts
from factpress.publication.facts.claims import FactBook

_ROLE = re.compile(r"\{(" + "|".join(VALUE_ROLES) + r")\}`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Naming:
    """A place that names a claim, or a value of it. `target` is as written: claim, claim/key or claim/key@1979.

    `kind` is "text", "notes", "chart" or "fact"; `how` is the role or the block that names it, `within` the chapter,
    the chart or the claim that it stands in; `side` is the one side that the place belongs to, "" for both.
    """

    target: str
    kind: str
    how: str
    location: Location
    within: str = ""
    side: str = ""


def namings(draft: Draft, charts: dict[str, ChartSpec], places: Places, files: tuple[Path, ...]) -> tuple[Naming, ...]:
    """All places that name a claim. `files` are the data files whose words may state values by role."""
    told = tuple(_in_text(draft))
    shown = {naming.target: naming for naming in told if naming.kind == "chart"}
    return (
        *(naming for naming in told if naming.kind != "chart"),
        *_charts(charts, shown),
        *(naming for path in files for naming in _file(places, path)),
    )


def spoken(text: str, book: FactBook, language: Language) -> str:
    """A text of a data file with its roles in words; a role that says nothing stays as it is written."""

    def said(found: re.Match[str]) -> str:
        name, _, key = found[2].partition("/")
        claim = book.claims.get(name)
        first = claim.value(None) if claim is not None else None
        if claim is None or first is None:
            return found[0]
        words = {one.role: one.words for one in value_texts(claim, key or first.key, book, language)}
        return words.get(found[1], found[0])

    return " ".join(_ROLE.sub(said, text).split())


# ── the text ────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_text(draft: Draft) -> Iterator[Naming]:
    chapter = ""
    for node in walk_draft(draft.blocks, FENCE_RULES):
        block, kind = node.block, "notes" if node.spoken else "text"
        if isinstance(block, DraftHeading) and block.rank <= MOST_CHAPTER_RANK:
            chapter = _plain(block.children)
        found = [
            Naming(role.target, kind, f"{{{role.name}}}", role.location)
            for role in node.roles
            if role.name in VALUE_ROLES
        ]
        if isinstance(block, Fence):
            match FENCE_RULES[block.name].names:
                case "chart":
                    found.append(Naming(block.argument, "chart", block.name, block.location))
                case "claim":
                    found.append(Naming(block.argument, kind, block.name, block.argument_location))
                case _:
                    pass
        found += [naming for text, place in node.strings for naming in _words(text, place, kind)]
        yield from (replace(naming, within=chapter, side=node.target) for naming in found)


def _words(text: str, place: Location, kind: str) -> Iterator[Naming]:
    for found in _ROLE.finditer(text):
        at = replace(place, column=place.column + found.start(), length=len(found[0]))
        yield Naming(found[2], kind, f"{{{found[1]}}}", at)


def _plain(drafts: Drafts) -> str:
    parts = (d.text if isinstance(d, Words) else _plain(d.children) if isinstance(d, Span) else "" for d in drafts)
    return " ".join("".join(parts).split())


# ── the data files ──────────────────────────────────────────────────────────────────────────────────────────────


def _charts(charts: dict[str, ChartSpec], shown: dict[str, Naming]) -> Iterator[Naming]:
    """The values that a chart draws; of a chart that no text shows, nothing is drawn."""
    for name, spec in charts.items():
        if name not in shown:
            continue
        for part, rows in (("rows", spec.record.rows), ("spells", spec.record.spells)):
            for i, row in enumerate(rows):
                yield Naming(row.value, "chart", "chart", spec.at(part, i, "value"), name, shown[name].side)


def _file(places: Places, path: Path) -> Iterator[Naming]:
    """The roles in the words of a data file. A chart's are part of the chart."""
    text = read_text(places.root, path, Problems())
    within = ""
    for number, line in enumerate((text or "").split("\n"), 1):
        key = re.match(r"([\w-]+):", line)
        within = key[1] if key else within
        for found in _ROLE.finditer(line.partition(" #")[0]):
            place = Location(path, number, found.start() + 1, len(found[0]))
            yield Naming(found[2], "chart" if path == CHARTS else "fact", f"{{{found[1]}}}", place, within)
