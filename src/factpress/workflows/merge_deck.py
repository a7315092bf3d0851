"""Merges a deck that a presenter changed with the deck that is built from the facts today."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.checks.registry import source_errors
from factpress.core.diagnostics import Diagnostic, Findings, Location, Severity, ToolError
from factpress.core.opening import today
from factpress.core.paths import path_exists, require_publication
from factpress.core.placing import settle
from factpress.core.untrusted import read_limited, run_confined
from factpress.edition import Edition, read_edition
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product
from factpress.workflows.atomic_write import check_targets, has_drawings, write_all
from factpress.workflows.tasks import (
    RenderTask,
    build_folder,
    draw,
    pattern_years,
    plan_products,
    render_and_audit,
    select_products,
)

if TYPE_CHECKING:
    from factpress.output.deck.identity.read_deck import ReadDeck
    from factpress.output.deck.merge.merged_deck import MergedDeck

_MOST_BYTES = 200_000_000
_MERGED = re.compile(r"-merged(?:-[0-9]{1,4})?$")
_MOST_NAMES = 1000
_ON_SLIDE = re.compile(r"slide ([0-9]{1,4}), [^:]{1,100}: ")
"""How the message of the audit about a text on a slide begins; the text follows."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WANTED = "give a .pptx file"


@dataclass(frozen=True, slots=True)
class DeckMerge:
    """A merge that was written to `path`, and the warnings about the deck, such as numbers without a claim."""

    path: Path
    product: Product
    merged: MergedDeck
    warnings: tuple[Diagnostic, ...]


def merge_deck(
    root: Path,
    file: Path,
    product: str | None = None,
    output: Path | None = None,
    report_progress: Callable[[str], None] = lambda _: None,
) -> DeckMerge:
    """Merges a deck with the one of a product (default: the product that it was built of), and writes the result.

    The result is written beside the file, with "-merged" after its name, unless `output` is given. Neither the file nor
    another one that was not written by a merge is overwritten. Raises Findings if the publication has errors, and
    ToolError if the file cannot be read or is no deck of the publication.
    """
    require_publication(root)
    settle(file.parent)
    _check_type(file)
    theirs = run_confined(_read, file)
    report_progress("building")
    edition = read_edition(root)
    task = _task(edition, theirs, product)
    ours = render_and_audit(task, draw(task))
    report_progress("merging")
    word = task.language.word("new-from-the-facts")
    merged = run_confined(partial(_merged, ours=ours, marked=word), file)
    path = _target(file, merged.data, output)
    notes = (Diagnostic("merge-differs", note, Location(file), None, Severity.WARNING) for note in merged.notes)
    warnings = (*notes, *_audited(edition, task, merged, ours, path))
    write_all({path: merged.data})
    return DeckMerge(path, task.product, merged, warnings)


def _check_type(file: Path) -> None:
    data = read_limited(file, _MOST_BYTES, _WANTED)
    if data.startswith(_OLD_OFFICE):
        hint = "open it in PowerPoint, remove its password if it has one, and save it as .pptx"
        raise ToolError(f"{file} is encrypted, or a file of an old Office version (.ppt)", hint)
    if not data.startswith(b"PK"):
        raise ToolError(f"{file} is {'not a PowerPoint file' if data else 'empty'}", _WANTED)


def _read(file: Path) -> ReadDeck:
    from factpress.output.deck.identity.read_deck import read_deck

    with _named(file):
        return read_deck(read_limited(file, _MOST_BYTES, _WANTED))


def _merged(file: Path, *, ours: bytes, marked: str) -> MergedDeck:
    from factpress.output.deck.merge.merged_deck import merge

    with _named(file):
        return merge(read_limited(file, _MOST_BYTES, _WANTED), ours, marked)


@contextlib.contextmanager
def _named(file: Path) -> Generator[None]:
    """Names the file in the message of a ToolError about it."""
    try:
        yield
    except ToolError as error:
        raise ToolError(f"{file} cannot be merged: {error}", error.hint) from error


def _task(edition: Edition, theirs: ReadDeck, name: str | None) -> RenderTask:
    """The task that renders the product. Raises Findings if the sources have errors, and ToolError if it is no deck."""
    if name is None and theirs.record is not None:
        name = theirs.record.product
    folder = build_folder(edition)
    products = select_products(edition.products, (name,) if name else (), edition.places)
    planned = plan_products(edition, products, folder, cached=has_drawings(folder))
    decks = [task for task in planned.tasks if RENDERERS[task.product.renderer].ending == ".pptx"]
    if not decks:
        raise ToolError(f'the product "{name}" is no deck' if name else "the publication has no deck")
    if len(decks) > 1:
        listed = ", ".join(task.product.name for task in decks)
        raise ToolError("the deck does not say of which product it is", f"choose one with --product: {listed}")
    if errors := source_errors(edition, (decks[0].product,), today=today()):
        raise Findings((*edition.warnings, *errors))
    return decks[0]


def _target(file: Path, merged: bytes, output: Path | None) -> Path:
    """The path of the merged deck: one that does not exist, or has a deck as a merge wrote it."""
    if output is not None:
        path = output / _names(file)[0] if output.is_dir() else output
        check_targets(path.parent, [path])
        if not _is_free(path, file, merged):
            hint = "move it away, or choose another name with -o"
            raise ToolError(f"{path} exists and was not written by a merge, or was changed since", hint)
        return path
    free = (path for name in _names(file) if _is_free(path := file.with_name(name), file, merged))
    if (path := next(free, None)) is None:
        raise ToolError(f"there are {_MOST_NAMES} merged decks in {file.parent}", "choose a name with -o")
    return path


def _names(file: Path) -> list[str]:
    stem = _MERGED.sub("", file.stem)
    return [f"{stem}-merged{f'-{number}' if number > 1 else ''}.pptx" for number in range(1, _MOST_NAMES + 1)]


def _is_free(path: Path, file: Path, merged: bytes) -> bool:
    """Whether nothing is lost if the merged deck is written to that path."""
    from factpress.output.deck.writer.package import MERGED, is_untouched

    if not path_exists(path):
        return True
    if path.resolve() == file.resolve():
        return False
    try:
        there = read_limited(path, _MOST_BYTES, _WANTED)
    except ToolError:
        return False
    return there == merged or is_untouched(there, MERGED)


_ABOUT_FACTS = (
    "number-without-claim",
    "number-differs",
    "number-disguised",
    "number-ambiguous",
    "value-outdated",
    "unknown-claim",
    "standing-missing",
    "picture-differs",
)
"""What the audit may find on slides of hers. That texts and slides differ from ours is what the report is about."""


def _audited(edition: Edition, task: RenderTask, merged: MergedDeck, ours: bytes, path: Path) -> tuple[Diagnostic, ...]:
    """The warnings about the slides of hers: numbers without a claim, and values that changed since.

    A text of ours that she did not change, such as a year in the pattern, is right wherever it is.
    """
    from factpress.audit import GeneratedText, audit
    from factpress.output.deck.identity.read_deck import read_deck

    reading = RENDERERS[task.product.renderer].read(merged.data, path)
    generated = GeneratedText(None, pattern_years(task.theme), logo=task.theme.logo is not None)
    found = audit(reading, task.document, edition.book, task.language, generated).found
    built = {slide.key: slide.texts for slide in read_deck(ours).slides}
    shared = {slide.number: set(slide.texts) & set(built.get(slide.key, ())) for slide in read_deck(merged.data).slides}

    def is_ours(one: Diagnostic) -> bool:
        match = _ON_SLIDE.match(one.message)
        texts = shared.get(int(match[1]), set()) if match is not None else set[str]()
        return match is not None and any(one.message.startswith(f"{text}: ", match.end()) for text in texts)

    return tuple(
        replace(one, severity=Severity.WARNING, location=Location(path), hint=None, related=())
        for one in found
        if one.code in _ABOUT_FACTS and one.severity is not Severity.INFORMATION and not is_ours(one)
    )
