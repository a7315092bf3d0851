"""The texts of an open publication: what a form shows of them, and each change that is made in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Diagnostic, Severity, ToolError
from factpress.core.opening import today as this_day
from factpress.document.runs import Runs
from factpress.publication.consents import CONSENTS
from factpress.publication.editing.edits import Edit, apply_edit, apply_edits
from factpress.publication.editing.files import begin_file, read_content, write_contents
from factpress.session.file_edits import FileEdits, add_record
from factpress.session.finding_words import general_finding
from factpress.session.forms import FieldFinding
from factpress.session.new_claims import new_id
from factpress.session.photographs import Photograph, check_photograph
from factpress.session.session import Session
from factpress.session.text_blocks import (
    ADDABLE,
    NewBlock,
    add_edit,
    move_edit,
    remove_edit,
    split_edit,
)
from factpress.session.text_facts import Offer, TextFacts
from factpress.session.text_findings import in_words, new_findings
from factpress.session.text_parts import Block, Part, TextView
from factpress.session.text_pieces import Piece, piece_at
from factpress.session.text_sections import last_edit, section_edit
from factpress.session.text_sources import cell_edit, source_edit
from factpress.session.text_view import view_text
from factpress.session.text_words import TextFile, TextRefusal, from_form, words_edit

_MOST_OFFERED = 25
"""Claims whose ways are shown at once."""


@dataclass(frozen=True, slots=True)
class TextName:
    """A file of text: its short name, which requests have, its path, and the title of its first chapter."""

    name: str
    path: Path
    title: str
    prints: bool


@dataclass(frozen=True, slots=True)
class BlockName:
    """A block as a request names it: the file, the line and what of it has the words, and the words that it had.

    With a `cell`, only one cell of a table is meant, and `base` is the digest of its words.
    """

    file: str
    line: int
    part: str
    base: str = ""
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TextOutcome:
    """What became of a change: the lines that it changed, or the errors that keep it from being saved.

    `after` is the file as it would be, or is.
    """

    saved: bool
    lines: int = 0
    errors: tuple[str, ...] = ()
    block: Block | None = None
    after: Mapping[Path, bytes] = field(default_factory=dict[Path, bytes])


class Texts:
    """The texts of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._facts: tuple[object, TextFacts] | None = None
        self._views: dict[str, tuple[object, bytes, TextView]] = {}

    @property
    def facts(self) -> TextFacts:
        """What the texts refer to. Raises ToolError as long as the publication cannot be read."""
        edition = self.session.edition
        if edition is None:
            raise ToolError("the publication cannot be read yet", "correct what is listed under Show")
        if self._facts is None or self._facts[0] is not edition:
            self._facts = (edition, TextFacts.of(edition))
        return self._facts[1]

    def files(self) -> tuple[TextName, ...]:
        """Return the texts: that of the booklet and the slides, then those of prints."""
        edition = self.session.edition
        if edition is None:
            return ()
        main = edition.publication.content
        out = [TextName(main.name, main, "Booklet and slides", prints=False)]
        for path, document in edition.prints.items():
            title = document.chapters[0].title if document.chapters else path.stem
            out.append(TextName(path.name, path, f"{path.name.partition('.')[0]}: {title}", prints=True))
        return tuple(out)

    def file(self, name: str) -> TextFile:
        """Return a file as it is on the disk now. Raises TextRefusal if there is none of that name."""
        path = next((one.path for one in self.files() if one.name == name), None)
        if path is None:
            raise TextRefusal("There is no such text.")
        return TextFile(path, read_content(self.session.root, path))

    def view(self, name: str) -> TextView:
        """Return the parts and blocks of a file."""
        file, facts = self.file(name), self.facts
        known = self._views.get(name)
        if known is None or known[0] is not facts or known[1] != file.content:
            known = self._views[name] = (facts, file.content, view_text(file.text, file.path, facts))
        return known[2]

    def parts(self, name: str, query: str) -> tuple[tuple[Part, int], ...]:
        """Return the parts of a file that have the words of a search, each with the line before which it ends.

        A chapter ends with its sections.
        """
        wanted, parts = query.casefold().split(), self.view(name).parts
        return tuple(
            (part, next((one.line for one in parts[n + 1 :] if one.rank <= part.rank), 10**9))
            for n, part in enumerate(parts)
            if all(word in part.search for word in wanted)
        )

    def part(self, name: str, part: str) -> Part:
        """Return a part of a file; the first one if `part` is empty. Raises TextRefusal if there is none."""
        view = self.view(name)
        found = view.part(part) if part else next(iter(view.parts), None)
        if found is None:
            raise TextRefusal("This part is not in the text any more.")
        return found

    def block(self, name: BlockName) -> Block:
        """Return a block. Raises TextRefusal if it is gone."""
        block = self.view(name.file).block(name.line, name.part, name.base, name.cell)
        if block is None:
            raise TextRefusal("This block is not in the text any more. Load the page again.")
        return block

    def part_of(self, name: str, line: int) -> str:
        """Return the id of the part that a line belongs to."""
        part = self.view(name).part_at(line)
        return part.id if part is not None else ""

    def findings(self, name: str, part: Part) -> Iterator[tuple[Block, tuple[FieldFinding, ...]]]:
        """Yield the blocks of a part in whose lines something was found, with the findings."""
        path, blocks, view = self.file(name).path, part.blocks, self.view(name)
        stop = next((one.line for one in view.parts if one.line > part.line), 10**9)
        for block, following in zip(blocks, [*(one.line for one in blocks[1:]), stop], strict=True):
            here = range(block.line, following)
            found = tuple(
                general_finding(one, self.session.language)
                for one in self.session.found
                if one.location is not None
                and one.location.path == path
                and one.location.line in here
                and one.severity is not Severity.INFORMATION
            )
            if found:
                yield block, found

    # ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def write(
        self,
        name: BlockName,
        sent: str,
        *,
        drop: bool = False,
        split: bool = False,
        plain: bool = False,
        write: bool = True,
    ) -> TextOutcome:
        """Give a block the words that a form sent as JSON, and save them if they make no new error.

        `sent` has `runs` and the sources of chips that were `dropped`; with `drop`, every chip may be missing. With
        `split`, an empty line makes two paragraphs. With `plain`, it is the source of the block as the file has it.
        Without `write`, only what the text alone tells is found, and nothing is saved. Raises EditConflict if the block
        has other words now.
        """
        file, block = self.file(name.file), self.block(name)
        runs, dropped = ((), []) if plain else _sent(sent)
        if drop:
            dropped = [run.chip.source for run in block.all_runs if run.chip is not None]
        base = name.base or (block.base if name.cell is None else block.cell_base(name.cell))
        piece = piece_at(file, self.view(name.file), block.line)
        part, here = piece.file, piece.local(block)
        if plain:
            edit = source_edit(part, here, sent, base=base)
        elif name.cell is not None:
            edit = cell_edit(part, here, name.cell, runs, self.facts, base=base, dropped=dropped)
        elif split:
            first, second = _halves(runs)
            edit = split_edit(part, here, first, second, self.facts, base=base)
        else:
            edit = words_edit(part, here, runs, self.facts, base=base, dropped=dropped)
        if edit is None:
            return TextOutcome(saved=True, block=block)
        outcome = self._save(f"Text: {_short(block)}", piece, edit, write=write)
        if not outcome.saved:
            return outcome
        new = view_text(_after(part, edit), file.path, self.facts).block(here.line, here.part)
        return replace(outcome, block=piece.there(new) if new is not None else None)

    def move(self, name: BlockName, *, up: bool) -> TextOutcome:
        """Move a block past its neighbour."""
        block = self.block(name)
        outcome = self._change(name.file, f"moved: {_short(block)}", lambda file: move_edit(file, block, up=up))
        return replace(outcome, block=self.view(name.file).block(block.line, block.part, block.base))

    def remove(self, name: BlockName) -> TextOutcome:
        """Remove a block."""
        block = self.block(name)
        return self._change(name.file, f"removed: {_short(block)}", lambda file: remove_edit(file, block))

    def add(self, name: BlockName, kind: str, words: str, target: str) -> TextOutcome:
        """Add a block behind another one."""
        block, new = self.block(name), NewBlock(kind, from_form(words), target.strip())
        said = f"added: {ADDABLE.get(kind, '')}"
        return self._change(name.file, said, lambda file: add_edit(file, block, new, self.facts))

    def add_last(self, name: str, part: str, new: NewBlock) -> TextOutcome:
        """Add a block at the end of a part."""
        into, said = self.part(name, part), f"added: {ADDABLE.get(new.kind, '')}"
        return self._change(name, said, lambda file: last_edit(file, into, new, self.facts))

    def add_photograph(self, name: BlockName, photograph: Photograph) -> TextOutcome:
        """Add a photograph behind a block, with its file and the consent of who is shown. Raises FieldError."""
        session, block, file = self.session, self.block(name), self.file(name.file)
        check_photograph(photograph, session.language)
        root = session.root
        key = new_id(photograph.alt, lambda one: any((root / "assets").glob(f"{one}.*")), "photograph")
        asset = Path(f"assets/{key}{photograph.ending}")
        lines = [f":::{{image}} {asset.as_posix()}", *(f":{n}: {v}" for n, v in photograph.options().items()), ":::"]
        edit = add_edit(file, block, NewBlock("image", source="\n".join(lines)), self.facts)
        edits = [edit]
        if photograph.agreed:
            begin_file(root, CONSENTS)
            consents = FileEdits.of(CONSENTS, read_content(root, CONSENTS))
            add_record(consents, key, photograph.consent(asset.as_posix(), this_day()))
            edits += consents.edits
        write_contents(root, {asset: photograph.clean})
        session.wrote([asset])
        outcome = self._saved(session.save_edits(file.path.as_posix(), "added: Photograph", *edits), len(lines))
        if not outcome.saved:
            (root / asset).unlink(missing_ok=True)
            session.refresh()
        return outcome

    def add_section(self, name: str, part: str, title: str, words: str, *, chapter: bool) -> TextOutcome:
        """Add a section or a chapter behind a part."""
        behind, head, text = self.part(name, part), from_form(title), from_form(words)
        return self._change(
            name,
            f"added: {title}",
            lambda file: section_edit(file, behind, head, text, self.facts, chapter=chapter),
        )

    def _change(self, name: str, said: str, change: Callable[[TextFile], Edit]) -> TextOutcome:
        file = self.file(name)
        return self._save(said, Piece(file, 0, 0, file), change(file))

    def _save(self, said: str, piece: Piece, edit: Edit, *, write: bool = True) -> TextOutcome:
        """Save an edit of a piece of a text."""
        file, after = piece.file, _after(piece.file, edit)
        quick = [one for one in new_findings(file.text, after, file.path, self.facts) if one.severity.value == "error"]
        if quick:
            return TextOutcome(saved=False, errors=tuple(dict.fromkeys(map(in_words, quick))))
        whole = piece.edit(edit)
        if not write:
            return TextOutcome(saved=False, after=apply_edits({file.path: piece.whole.content}, [whole]))
        return self._saved(self.session.save_edits(file.path.as_posix(), said, whole), _lines(file.text, after))

    def _saved(self, errors: Sequence[Diagnostic], lines: int) -> TextOutcome:
        words = [general_finding(one, self.session.language) for one in errors]
        told = tuple(f"{one.text} {one.hint}".strip() for one in words)
        return TextOutcome(saved=not told, lines=0 if told else lines, errors=told)

    # ── claims ──────────────────────────────────────────────────────────────────────────────────────────────────

    def offers(self, query: str) -> tuple[tuple[str, str, str, tuple[Offer, ...]], ...]:
        """Return the claims that match a search, each with its id, title and standing, and the ways to state it."""
        rows = [row for group in self.session.groups(query, "all") for row in group.rows]
        found = [(row, self.facts.offers(row.id)) for row in rows[:_MOST_OFFERED]]
        return tuple((row.id, row.claim, str(row.standing), offers) for row, offers in found if offers)

    def claim_offers(self, claim: str) -> tuple[tuple[str, str, str, tuple[Offer, ...]], ...]:
        """Return one claim as `offers` does."""
        known = self.session.book.claims.get(claim)
        if known is None:
            return ()
        return ((claim, self.facts.title(known), known.standing.value, self.facts.offers(claim)),)


def claims_in(part: Part) -> tuple[str, ...]:
    """Return the ids of the claims that a part states, in the order in which they are first stated."""
    found: dict[str, None] = {}
    for block in part.blocks:
        found |= {block.claim: None} if block.claim else {}
        found |= {run.chip.claim: None for run in block.all_runs if run.chip is not None and run.chip.claim}
    return tuple(found)


def claim_near(part: Part, block: Block) -> str:
    """Return the claim that a block states first, else that of the nearest block of its part; "" if there is none."""
    at = next((n for n, one in enumerate(part.blocks) if one.line == block.line), 0)
    near = sorted(range(len(part.blocks)), key=lambda n: (abs(n - at), n))
    stated = (claims_in(replace(part, blocks=(part.blocks[n],))) for n in near)
    return next((found[0] for found in stated if found), "")


def _sent(sent: str) -> tuple[Runs, list[str]]:
    try:
        value: object = json.loads(sent)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise TextRefusal("These words could not be read. Load the page again.")
    form = cast("dict[str, Any]", value)
    dropped = form.get("dropped")
    names = [str(one) for one in cast("list[object]", dropped)] if isinstance(dropped, list) else []
    return from_form(form.get("runs")), names


def _halves(runs: Runs) -> tuple[Runs, Runs]:
    """The runs before and behind the first empty line."""
    for n in range(1, len(runs)):
        if runs[n].kind == runs[n - 1].kind == "break":
            return runs[: n - 1], runs[n + 1 :]
    return runs, ()


def _after(file: TextFile, edit: Edit) -> str:
    return apply_edit(file.content, edit).decode("utf-8")


def _lines(before: str, after: str) -> int:
    """How many lines differ, counted in the text that has more of them."""
    old, new = before.split("\n"), after.split("\n")
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    return max(len(old), len(new)) - start - end


def _short(block: Block) -> str:
    words = " ".join(block.words.split())
    return words if len(words) <= 50 else words[:48] + "…"
