"""The parts, blocks and words of a text as a form shows them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from factpress.core.diagnostics import Location
from factpress.document.editing import Kind
from factpress.publication.facts.claims import Standing
from factpress.session.text_facts import Chip

Where = Literal["both", "booklet", "slides"]
"""Where a block is printed."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A part of the words of a block. `text` is what is shown; a chip and a break have a source to be sent back."""

    kind: Literal["text", "chip", "break"]
    text: str
    em: bool = False
    strong: bool = False
    link: str = ""
    chip: Chip | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its words, the digest of their Markdown, and the line of its row.

    `runs` is None if it has signs that cannot be shown.
    """

    runs: tuple[TextRun, ...] | None
    base: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the text.

    `kind` says what it is, in words for people. `part` is what of the file has its words, and with `line` names the
    block in requests; `base` is the digest of these words. A `locked` block has words that are not changed here: those
    of a claim, a verse, a chart. `note` says more about it in a few words. `chart` is the id of the chart that it
    shows. `cells` are the rows of a table.
    """

    kind: str
    part: Kind
    location: Location
    base: str
    where: Where = "both"
    only: bool = False
    runs: tuple[TextRun, ...] = ()
    depth: int = 0
    locked: bool = False
    plain: bool = False
    claim: str = ""
    standing: Standing | None = None
    note: str = ""
    source: str = ""
    chart: str = ""
    cells: tuple[tuple[Cell, ...], ...] = ()

    @property
    def line(self) -> int:
        """The line of the file in which it begins."""
        return self.location.line

    @property
    def all_runs(self) -> tuple[TextRun, ...]:
        """Its runs, and those of its cells."""
        return (*self.runs, *(run for row in self.cells for cell in row for run in cell.runs or ()))

    @property
    def words(self) -> str:
        """Its words as plain text."""
        return "".join(" " if run.kind == "break" else run.text for run in self.runs)

    def cell_base(self, cell: tuple[int, int]) -> str:
        """Return the digest of the words of a cell, by its row and column; "" if there is none."""
        row, column = cell
        known = row < len(self.cells) and column < len(self.cells[row])
        return self.cells[row][column].base if known else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter up to its first section, or a section. `id` is unique in the file; `chapter` is the chapter's title."""

    id: str
    title: str
    rank: int
    location: Location
    chapter: str
    blocks: tuple[Block, ...] = ()

    @property
    def line(self) -> int:
        """The line of its heading."""
        return self.location.line

    @property
    def search(self) -> str:
        """All its words, for a search."""
        return " ".join(run.text for block in self.blocks for run in block.all_runs).casefold()


@dataclass(frozen=True, slots=True)
class TextView:
    """A file of text in parts."""

    file: Path
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part | None:
        """Return the part with that id."""
        return next((part for part in self.parts if part.id == name), None)

    def part_at(self, line: int) -> Part | None:
        """Return the part that a line of the file belongs to."""
        return next((part for part in reversed(self.parts) if part.line <= line), None)

    def block(self, line: int, part: str, base: str = "", cell: tuple[int, int] | None = None) -> Block | None:
        """Return the block that begins in a line; with a `base`, the nearest one with these words, if there is one.

        With a `cell`, the words are those of a cell of a table.
        """
        blocks = [block for one in self.parts for block in one.blocks if block.part == part]
        same = [block for block in blocks if base and base == (block.base if cell is None else block.cell_base(cell))]
        here = [block for block in blocks if block.line == line]
        return min(same or here, key=lambda block: abs(block.line - line), default=None)
