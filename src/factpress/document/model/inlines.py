"""What stands in a line: words, and what they are to the reader. Numbers are words already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factpress.core.diagnostics import Location
from factpress.document.model.origin import origin_field
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart: a title of a work, a foreign word."""

    children: tuple[Inline, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight."""

    children: tuple[Inline, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language; `language` is a BCP 47 tag."""

    language: str
    children: tuple[Inline, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `target`: an address, or "#id" of a heading or a chart of this document."""

    target: str
    children: tuple[Inline, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim's value in words: the only way a number enters the text. Renderers copy `text` to the letter."""

    claim: str
    value: str
    text: str
    standing: Standing
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Note:
    """Who says so, and why we are as sure as we are: set at the foot of the same page, or as a slide's source line.

    `standing` is set where the note speaks for a claim; `sources` are the ids of the sources that it cites.
    """

    children: tuple[Inline, ...]
    short: str
    standing: Standing | None = None
    sources: tuple[str, ...] = ()
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Break:
    """A line end that the editor asked for."""

    origin: Location | None = origin_field()


Inline = Text | Emphasis | Strong | Foreign | Link | Stated | Note | Break
Inlines = tuple[Inline, ...]


def plain(inlines: Inlines) -> str:
    """The words alone; notes are left out, a break is a space."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Stated(text=text):
                out.append(text)
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                out.append(plain(children))
            case Break():
                out.append(" ")
            case Note():
                pass
    return "".join(out)


def walk_inlines(inlines: Inlines, *, into_notes: bool = True) -> Iterator[Inline]:
    """Every inline in reading order, those inside others included; with `into_notes`, those inside notes too."""
    for inline in inlines:
        yield inline
        match inline:
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                yield from walk_inlines(children, into_notes=into_notes)
            case Note(children) if into_notes:
                yield from walk_inlines(children)
            case Note() | Text() | Stated() | Break():
                pass


def notes(inlines: Inlines) -> tuple[Note, ...]:
    """The notes in a run of inlines, in order."""
    return tuple(inline for inline in walk_inlines(inlines, into_notes=False) if isinstance(inline, Note))
