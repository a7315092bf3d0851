"""Footnotes of a text: [^name] in a paragraph, and [^name]: … where the note is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.document.parse.ast import (
    DraftBlock,
    DraftBreak,
    DraftHeading,
    DraftInline,
    DraftInlines,
    DraftList,
    DraftParagraph,
    DraftQuote,
    DraftTable,
    DraftText,
    Fence,
    Footnote,
    Role,
    Span,
    walk_draft_inlines,
)

_IN_TEXT = "write it in a paragraph, a list, a quote or a cell below the header of a table"


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The footnotes that a file defines, by name, each with the place of its definition."""

    problems: Problems
    found: dict[str, tuple[DraftInlines, Location]] = field(
        default_factory=dict[str, tuple[DraftInlines, Location]],
    )

    def define(self, name: str, words: DraftInlines, place: Location) -> None:
        """Add a footnote; report one that is defined already, has no words or has footnotes."""
        if name in self.found:
            line = self.found[name][1].line
            message = f'the footnote "{name}" is defined already, in line {line}'
            self.problems.error("duplicate-footnote", message, place, "give it another name")
            return
        if not words:
            self.problems.error("bad-footnote", f'the footnote "{name}" is empty', place, "write it after the colon")
        self.found[name] = reject(words, "a footnote", self.problems, "write its words here"), place

    def fill(self, blocks: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
        """The blocks with the words of each footnote where it is named; unknown and unused names are reported."""
        filler = _Filler(self.found, self.problems)
        filled = filler.blocks(blocks)
        for name, (_, place) in self.found.items():
            # a name may be in a part of the text that could not be read
            if name not in filler.used and not self.problems.errors:
                message = f'no text names the footnote "{name}"'
                self.problems.warning("unused-footnote", message, place, f"write [^{name}] where it belongs")
        return filled


def reject(inlines: DraftInlines, within: str, problems: Problems, hint: str = _IN_TEXT) -> DraftInlines:
    """The inlines without footnotes, which are reported: `within` can have none."""
    for inline in walk_draft_inlines(inlines):
        if isinstance(inline, Footnote):
            message = f'{within} cannot have a footnote: "[^{inline.name}]"'
            problems.error("bad-footnote", message, inline.location, hint)
    return tuple(inline for inline in inlines if not isinstance(inline, Footnote))


@dataclass(frozen=True, slots=True)
class _Filler:
    found: Mapping[str, tuple[DraftInlines, Location]]
    problems: Problems
    used: set[str] = field(default_factory=set[str])

    def blocks(self, blocks: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
        return tuple(map(self.block, blocks))

    def block(self, block: DraftBlock) -> DraftBlock:
        match block:
            case DraftHeading():
                return replace(block, children=reject(block.children, "a heading", self.problems))
            case DraftParagraph(children):
                return replace(block, children=self.inlines(children))
            case DraftList(items):
                return replace(block, items=tuple(map(self.blocks, items)))
            case DraftTable(header, rows):
                header = tuple(reject(cell, "the header of a table", self.problems) for cell in header)
                return replace(block, header=header, rows=tuple(tuple(map(self.inlines, row)) for row in rows))
            case DraftQuote() | Fence():
                return replace(block, blocks=self.blocks(block.blocks))
            case _:
                assert_never(block)

    def inlines(self, inlines: DraftInlines) -> DraftInlines:
        return tuple(map(self.inline, inlines))

    def inline(self, inline: DraftInline) -> DraftInline:
        match inline:
            case Footnote(name):
                self.used.add(name)
                if name not in self.found:
                    hint = did_you_mean(name, self.found) if self.found else ""
                    hint = hint or f"write it as a separate paragraph: [^{name}]: …"
                    message = f'no text defines the footnote "{name}"'
                    self.problems.error("unknown-footnote", message, inline.location, hint)
                    return inline
                return replace(inline, children=self.found[name][0])
            case Span(children=children):
                return replace(inline, children=self.inlines(children))
            case DraftText() | Role() | DraftBreak():
                return inline
            case _:
                assert_never(inline)
