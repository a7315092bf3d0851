"""Rules about the whole deck: fonts, speaker notes, hidden slides, names of people, the size of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factpress.core.diagnostics import Severity
from factpress.core.regular_files import shown_size
from factpress.output.deck.identity.properties import is_note_line
from factpress.output.deck.preflight.findings import Finding
from factpress.output.deck.preflight.page import Page
from factpress.output.deck.preflight.rules.reading_rules import runs_of

_MAIL = 20_000_000
"""Bytes of a file that many mail programs refuse."""


def fonts(pages: Sequence[Page]) -> Iterator[Finding]:
    """A font is not in the file, and is not one that other computers have or replace by one of equal widths."""
    used: dict[str, dict[int, None]] = {}
    for page in pages:
        for text in page.texts:
            for run in runs_of(text):
                if run.face.family and not page.faces.is_known(run.face.family):
                    used.setdefault(run.face.family, {})[page.slide.number] = None
    for family, slides in sorted(used.items()):
        message = (
            f'the font "{family}" is not in the file, so other computers show another one and break lines otherwise'
        )
        hint = "File > Options > Save > Embed fonts in the file, or use Arial, Calibri or Georgia"
        yield Finding(Severity.WARNING, "font-not-embedded", message, hint, tuple(slides))


def speaker_notes(pages: Sequence[Page]) -> Iterator[Finding]:
    """Slides have speaker notes, which all who get the file can read."""
    noted = tuple(page.slide.number for page in pages if _spoken(page.slide.notes))
    if noted:
        count = "a slide has" if len(noted) == 1 else f"{len(noted)} slides have"
        message = f"{count} speaker notes, which everyone who gets the file can read"
        hint = "give the desk a copy without them if they are not for all"
        yield Finding(Severity.INFORMATION, "speaker-notes", message, hint, noted)


def _spoken(notes: str) -> bool:
    """Whether notes have more than the line with the key that factpress writes."""
    return any(line.strip() and not is_note_line(line) for line in notes.splitlines())


def hidden_slides(pages: Sequence[Page]) -> Iterator[Finding]:
    """Slides are hidden."""
    hidden = tuple(page.slide.number for page in pages if page.slide.hidden)
    if hidden:
        message = "hidden in the show, but in the file"
        hint = "some programs show hidden slides; delete what is not to be seen"
        yield Finding(Severity.INFORMATION, "hidden-slides", message, hint, hidden)


def names(pages: Sequence[Page]) -> Iterator[Finding]:
    """The file names its author, or people who commented."""
    deck = pages[0].deck
    hint = "File > Info > Check for Issues > Inspect Document removes names"
    if deck.author:
        yield Finding(Severity.INFORMATION, "author-name", f'the file names its author: "{deck.author}"', hint)
    if deck.commentators:
        message = f'the file has comments of "{", ".join(deck.commentators)}"'
        yield Finding(Severity.INFORMATION, "author-name", message, hint)


def file_size(pages: Sequence[Page]) -> Iterator[Finding]:
    """How large the file is."""
    size = pages[0].deck.size
    hint = "many mail programs refuse such a file; compress its pictures" if size > _MAIL else "it can be sent by mail"
    message = f"the file has {shown_size(size)} and {len(pages)} slide{'s' if len(pages) > 1 else ''}"
    yield Finding(Severity.INFORMATION, "deck-size", message, hint)
