"""Where the files of a publication refer to a value: in the text, in charts, in the words of other claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.core.yaml_positions import read_text
from factpress.document.blocks import FENCE_RULES
from factpress.document.parse.ast import MOST_CHAPTER_RANK, Draft, DraftHeading, Fence, draft_texts, walk_draft
from factpress.document.parse.charts_file import CHARTS, ChartSpec
from factpress.document.resolve.lookup import SAYS, VALUE_ROLES
from factpress.i18n import Language
from factpress.ledger.values import value_texts
from factpress.publication.facts.claims import SENTENCE, FactBook

_STATING = (*VALUE_ROLES, SAYS)
_ROLE = re.compile(r"\{(" + "|".join(_STATING) + r")\}`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that refers to a value. `address` is as written: claim, claim/key or claim/key@1979.

    `kind` is "text", "notes", "chart" or "fact". `role` is the role or directive that refers to it. `within` is the
    chapter, chart or claim around it. `target` is the only target that contains the place, "" for all.
    """

    address: str
    kind: str
    role: str
    location: Location
    within: str = ""
    target: str = ""


def find_references(
    draft: Draft, charts: Mapping[str, ChartSpec], places: Places, files: tuple[Path, ...]
) -> tuple[Reference, ...]:
    """All references. `files` are the data files whose texts may have roles."""
    in_text = tuple(_in_text(draft))
    shown = {one.address: one for one in in_text if one.kind == "chart"}
    return (
        *(one for one in in_text if one.kind != "chart"),
        *_in_charts(charts, shown),
        *(one for path in files for one in _in_file(places, path)),
    )


def expand_roles(text: str, book: FactBook, language: Language) -> str:
    """A text of a data file with the texts of its roles. A role without a text is left unchanged."""

    def role_text(role: re.Match[str]) -> str:
        name, _, key = role[2].partition("/")
        claim = book.claims.get(name)
        first = claim.value(None) if claim is not None else None
        if claim is None or (first is None and role[1] != SAYS):
            return role[0]
        key = SENTENCE if role[1] == SAYS else key or (first.key if first is not None else "")
        texts = {one.role: one.words for one in value_texts(claim, key, book, language)}
        return texts.get(role[1], role[0])

    return " ".join(_ROLE.sub(role_text, text).split())


def _in_text(draft: Draft) -> Iterator[Reference]:
    chapter = ""
    for node in walk_draft(draft.blocks, FENCE_RULES):
        block, kind = node.block, "notes" if node.spoken else "text"
        if isinstance(block, DraftHeading) and block.rank <= MOST_CHAPTER_RANK:
            chapter = " ".join("".join(draft_texts(block.children)).split())
        found = [
            Reference(role.target, kind, f"{{{role.name}}}", role.location)
            for role in node.roles
            if role.name in _STATING
        ]
        if isinstance(block, Fence):
            match FENCE_RULES[block.name].names:
                case "chart":
                    found.append(Reference(block.argument, "chart", block.name, block.location))
                case "claim":
                    found.append(Reference(block.argument, kind, block.name, block.argument_location))
                case _:
                    pass
        found += [reference for text, place in node.strings for reference in _in_string(text, place, kind)]
        yield from (replace(reference, within=chapter, target=node.target) for reference in found)


def _in_string(text: str, place: Location, kind: str) -> Iterator[Reference]:
    for role in _ROLE.finditer(text):
        location = replace(place, column=place.column + role.start(), length=len(role[0]))
        yield Reference(role[2], kind, f"{{{role[1]}}}", location)


def _in_charts(charts: Mapping[str, ChartSpec], shown: Mapping[str, Reference]) -> Iterator[Reference]:
    """The values of the charts that the text shows."""
    for name, spec in charts.items():
        if name not in shown:
            continue
        for path, value in spec.record.values:
            yield Reference(value, "chart", "chart", spec.at(*path), name, shown[name].target)


def _in_file(places: Places, path: Path) -> Iterator[Reference]:
    """The roles in the texts of a data file."""
    text = read_text(places.files, path, Problems())
    kind = "chart" if path == CHARTS else "fact"
    within = ""
    for number, line in enumerate((text or "").split("\n"), 1):
        key = re.match(r"([\w-]+):", line)
        within = key[1] if key else within
        for role in _ROLE.finditer(line.partition(" #")[0]):
            location = Location(path, number, role.start() + 1, len(role[0]))
            yield Reference(role[2], kind, f"{{{role[1]}}}", location, within)
