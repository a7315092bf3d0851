"""The text of a publication as parts and blocks, for a person who changes its words in a form.

A part is a chapter up to its first section, or a section. Its blocks are in the order of the file: those inside a box
or a slide follow the line with its title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import assert_never

from factpress.core.diagnostics import Location, Problems
from factpress.document.editing import Kind, TextBlock, read_blocks, words_of
from factpress.document.parse.ast import (
    MOST_CHAPTER_RANK,
    Draft,
    DraftBlock,
    DraftHeading,
    DraftInlines,
    DraftList,
    DraftParagraph,
    DraftQuote,
    DraftTable,
    Fence,
    draft_texts,
)
from factpress.document.parse.block_parser import parse_text
from factpress.document.parse.content_file import content_text
from factpress.document.runs import Run, read_runs
from factpress.publication.editing.edits import digest
from factpress.publication.editing.source_text import SourceText
from factpress.publication.facts.claims import Standing
from factpress.session.block_words import KINDS, NOTES, OPTIONS, UNSEEN
from factpress.session.table_rows import row_cells
from factpress.session.text_facts import TextFacts
from factpress.session.text_parts import Block, Cell, Part, TextRun, TextView, Where

WORDS_A_MINUTE = 130
"""How fast a talk is read aloud."""


def view_text(text: str, file: Path, facts: TextFacts) -> TextView:
    """Return the parts and blocks of a file of text. Raises Findings if its blocks cannot be read."""
    source = SourceText(text, file)
    blocks = read_blocks(source)
    plain = content_text(source.plain, file, Problems()) or ""
    draft = parse_text(plain, file, facts.grammar, Problems())
    notes = {name: " ".join("".join(draft_texts(words)).split()) for name, words in draft.footnotes.items()}
    reader = _Reader(source, facts, {(block.kind, block.location.line): block for block in blocks}, notes)
    return TextView(file, tuple(_parts(draft, reader)))


def _parts(draft: Draft, reader: _Reader) -> Iterator[Part]:
    used: set[str] = set()
    chapter, begin = "", 0
    blocks = draft.blocks
    starts = [n for n, block in enumerate(blocks) if isinstance(block, DraftHeading)]
    for begin, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading = blocks[begin]
        if not isinstance(heading, DraftHeading):
            continue
        title = reader.title(heading.children, heading)
        chapter = title if heading.rank <= MOST_CHAPTER_RANK else chapter
        name = _unique(heading.attributes.get("id") or _slug(title), used)
        inside = tuple(reader.blocks(blocks[begin:end], _Around()))
        yield Part(name, title, heading.rank, heading.location, chapter, _with_times(inside))


def _slug(title: str) -> str:
    words = "".join(sign if sign.isalnum() else " " for sign in title.casefold()).split()
    return "-".join(words)[:60].strip("-") or "part"


def _unique(name: str, used: set[str]) -> str:
    found = next(one for one in (name, *(f"{name}-{n}" for n in range(2, len(used) + 3))) if one not in used)
    used.add(found)
    return found


def _with_times(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with how long the notes take, at the first paragraph of each."""
    out = list(blocks)
    for n, block in enumerate(blocks):
        if block.kind != NOTES or (n and blocks[n - 1].kind == NOTES):
            continue
        words = 0
        for other in blocks[n:]:
            if other.kind != NOTES:
                break
            words += len(other.words.split())
        seconds = max(5, round(words / WORDS_A_MINUTE * 12) * 5)
        spoken = f"about {seconds} seconds" if seconds < 90 else f"about {round(seconds / 60)} minutes"
        out[n] = replace(block, note=f"{words} words, {spoken}")
    return tuple(out)


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

_PLAIN_OPTIONS = frozenset({"alt", "credit"})


@dataclass(frozen=True, slots=True)
class _Around:
    """What blocks are inside of."""

    kind: str = ""
    where: Where | None = None
    only: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Reader:
    source: SourceText
    facts: TextFacts
    found: Mapping[tuple[Kind, int], TextBlock]
    notes: Mapping[str, str] = field(default_factory=dict[str, str])

    def blocks(self, drafts: Sequence[DraftBlock], around: _Around) -> Iterator[Block]:
        for draft in drafts:
            yield from self.block(draft, around)

    def block(self, draft: DraftBlock, around: _Around) -> Iterator[Block]:
        match draft:
            case DraftHeading(rank=rank):
                words = "Heading" if rank > MOST_CHAPTER_RANK else "Chapter"
                yield from self.words("heading", words, draft.location, replace(around, where=around.where or "both"))
            case DraftParagraph():
                yield from self.words("paragraph", around.kind or "Text", draft.location, around)
            case DraftList(items):
                inside = replace(around, kind="List" if around.kind in ("", "List") else f"{around.kind}, list")
                for item in items:
                    yield from self.blocks(item, inside)
            case DraftTable():
                yield from self.table(draft, around)
            case DraftQuote(inside):
                yield from self.blocks(inside, replace(around, kind="Quotation"))
            case Fence():
                yield from self.fence(draft, around)
            case _:
                assert_never(draft)

    def words(self, part: Kind, kind: str, place: Location, around: _Around) -> Iterator[Block]:
        """A block of words of a person."""
        block = self.found.get((part, place.line))
        if block is None:
            return
        words = words_of(self.source, block)
        runs = self.runs(words)
        yield Block(
            kind,
            part,
            place,
            digest(words.encode()),
            around.where or "booklet",
            around.only,
            runs or (),
            around.depth,
            locked=runs is None,
            source=words,
            note="" if runs is not None else "It has signs that cannot be shown here.",
        )

    def runs(self, words: str) -> tuple[TextRun, ...] | None:
        """Words as runs; None if they have markup that is not allowed."""
        out: list[TextRun] = []
        before = ""
        for run in read_runs(words):
            if run.kind == "other":
                return None
            one = self.run(run, before)
            before += one.text if one.kind != "break" else " "
            out.append(one)
        return tuple(out)

    def run(self, run: Run, before: str) -> TextRun:
        if run.kind in ("role", "note"):
            chip = self.facts.chip(run, before, self.notes)
            return TextRun("chip", chip.text, run.em, run.strong, run.link, chip)
        return TextRun("break" if run.kind == "break" else "text", run.text, run.em, run.strong, run.link)

    def table(self, draft: DraftTable, around: _Around) -> Iterator[Block]:
        block = self.found.get(("table", draft.location.line))
        if block is None:
            return
        words = words_of(self.source, block)
        rows = tuple(
            tuple(Cell(self.runs(cell), digest(cell.encode()), draft.location.line + n) for cell in row_cells(line))
            for n, line in enumerate(words.split("\n"))
            if n != 1
        )
        base = digest(words.encode())
        where = around.where or "booklet"
        yield Block(
            "Table", "table", draft.location, base, where, around.only, (), around.depth, source=words, cells=rows
        )

    def fence(self, draft: Fence, around: _Around) -> Iterator[Block]:
        """A ::: block: a line of its own, the options with words, and what is in it."""
        rule = self.facts.grammar.fences[draft.name]
        only = draft.argument if rule.names == "target" else rule.target or ""
        named: Where | None = {"booklet": "booklet", "deck": "slides"}.get(only)  # type: ignore[assignment]
        where: Where = named or around.where or ("both" if rule.slide else "booklet")
        inside = replace(around, where=where, only=around.only or rule.names == "target")
        if draft.name not in UNSEEN:
            yield from self.head(draft, inside)
            inside = replace(inside, depth=around.depth + 1, kind="")
        elif draft.name in KINDS:
            inside = replace(inside, kind=KINDS[draft.name])
        for name, (_, place) in draft.options.items():
            if name in OPTIONS:
                for option in self.words("option", OPTIONS[name], place, inside):
                    plain = name in _PLAIN_OPTIONS
                    yield replace(option, plain=plain, runs=(TextRun("text", option.source),)) if plain else option
        yield from self.blocks(draft.blocks, inside)

    def head(self, draft: Fence, around: _Around) -> Iterator[Block]:
        """The line of a ::: block, with what it shows."""
        block = self.found.get(("body", draft.location.line))
        if block is None:
            return
        argument = self.found.get(("argument", draft.location.line))
        rule = self.facts.grammar.fences[draft.name]
        kind = KINDS.get(draft.name, draft.name)
        if argument is not None and not rule.names:
            words = words_of(self.source, argument)
            runs = self.runs(words)
            base = digest(words.encode())
            yield Block(
                kind,
                "argument",
                draft.location,
                base,
                around.where or "both",
                around.only,
                runs or (),
                around.depth,
                locked=runs is None,
                source=words,
            )
            return
        words = words_of(self.source, block)
        shown, claim, standing, note = self.shown(draft)
        yield Block(
            kind,
            "body",
            draft.location,
            digest(words.encode()),
            around.where or "both",
            around.only,
            (TextRun("text", shown),) if shown else (),
            around.depth,
            locked=True,
            claim=claim,
            standing=standing,
            note=note,
            source=words,
            chart=draft.argument if rule.names == "chart" else "",
        )

    def shown(self, draft: Fence) -> tuple[str, str, Standing | None, str]:
        """What a block shows that has no words of its own: as text, with its claim, its standing and a remark."""
        rule = self.facts.grammar.fences[draft.name]
        if rule.names == "claim":
            name = draft.argument.partition("/")[0].partition("@")[0]
            claim = self.facts.book.claims.get(name)
            if claim is None:
                return draft.argument, "", None, "This claim does not exist."
            supplied = " ".join((claim.as_supplied or "").split())
            if draft.name in ("quotation", "tested") and supplied:
                return supplied, claim.id, claim.standing, "Word for word; it is changed only in its claim."
            chip = self.facts.chip(Run("role", "", name="claim", target=draft.argument))
            return chip.text, claim.id, claim.standing, self.facts.title(claim)
        if rule.names == "chart":
            title = self.facts.charts.get(draft.argument, draft.argument)
            return self.facts.plain(title), "", None, ""
        if draft.name == "image":
            return "", "", None, "To show another one, add it below, and remove this one."
        return draft.argument, "", None, ""

    def title(self, words: DraftInlines, heading: DraftHeading) -> str:
        """The words of a heading as plain text."""
        block = self.found.get(("heading", heading.location.line))
        if block is None:
            return " ".join("".join(draft_texts(words)).split())
        return self.facts.plain(words_of(self.source, block))
