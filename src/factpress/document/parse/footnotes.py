"""Footnotes of a text: [^name] where it belongs, and [^name]: … where the note is written."""

from __future__ import annotations

import re
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

_NAME = re.compile(r"\[\^([^\]\s]{1,200})\]")


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

    @property
    def words(self) -> dict[str, DraftInlines]:
        """The words of each footnote."""
        return {name: words for name, (words, _) in self.found.items()}

    def fill(self, blocks: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
        """The blocks with the words of each footnote where it is named; unknown and unused names are reported.

        Those in the argument and the options of a fence are filled when they are parsed (`fill_inlines`).
        """
        filler = _Filler(self.words, self.problems)
        filled = filler.blocks(blocks)
        for name, (_, place) in self.found.items():
            # a name may be in a part of the text that could not be read
            if name not in filler.used and not self.problems.errors:
                message = f'no text names the footnote "{name}"'
                self.problems.warning("unused-footnote", message, place, f"write [^{name}] where it belongs")
        return filled


def fill_inlines(inlines: DraftInlines, words: Mapping[str, DraftInlines], problems: Problems) -> DraftInlines:
    """The inlines with the words of each footnote that they name; unknown names are reported."""
    return _Filler(words, problems).inlines(inlines)


def reject(inlines: DraftInlines, within: str, problems: Problems, hint: str) -> DraftInlines:
    """The inlines without footnotes, which are reported: `within` can have none."""
    for inline in walk_draft_inlines(inlines):
        if isinstance(inline, Footnote):
            message = f'{within} cannot have a footnote: "[^{inline.name}]"'
            problems.error("bad-footnote", message, inline.location, hint)
    return tuple(inline for inline in inlines if not isinstance(inline, Footnote))


@dataclass(frozen=True, slots=True)
class _Filler:
    words: Mapping[str, DraftInlines]
    problems: Problems
    used: set[str] = field(default_factory=set[str])

    def blocks(self, blocks: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
        return tuple(map(self.block, blocks))

    def block(self, block: DraftBlock) -> DraftBlock:
        match block:
            case DraftHeading() | DraftParagraph():
                return replace(block, children=self.inlines(block.children))
            case DraftList(items):
                return replace(block, items=tuple(map(self.blocks, items)))
            case DraftTable(header, rows):
                filled = tuple(tuple(map(self.inlines, row)) for row in rows)
                return replace(block, header=tuple(map(self.inlines, header)), rows=filled)
            case DraftQuote():
                return replace(block, blocks=self.blocks(block.blocks))
            case Fence(argument=argument, options=options):
                for text in (argument, *(text for text, _ in options.values())):
                    self.used.update(_NAME.findall(text))
                return replace(block, blocks=self.blocks(block.blocks))
            case _:
                assert_never(block)

    def inlines(self, inlines: DraftInlines) -> DraftInlines:
        return tuple(map(self.inline, inlines))

    def inline(self, inline: DraftInline) -> DraftInline:
        match inline:
            case Footnote(name):
                self.used.add(name)
                if name not in self.words:
                    hint = did_you_mean(name, self.words) if self.words else ""
                    hint = hint or f"write it as a separate paragraph: [^{name}]: …"
                    message = f'no text defines the footnote "{name}"'
                    self.problems.error("unknown-footnote", message, inline.location, hint)
                    return inline
                return replace(inline, children=self.words[name])
            case Span(children=children):
                return replace(inline, children=self.inlines(children))
            case DraftText() | Role() | DraftBreak():
                return inline
            case _:
                assert_never(inline)
