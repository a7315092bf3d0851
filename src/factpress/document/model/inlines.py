"""What stands in a line: words, and what they are to the reader. Numbers are words already."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart: a title of a work, a foreign word."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language; `language` is a BCP 47 tag."""

    language: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `target`: an address, or "#id" of a heading or a chart of this document."""

    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim's value in words: the only way a number enters the text. Renderers copy `text` to the letter."""

    claim: str
    value: str
    text: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Note:
    """Who says so, and why we are as sure as we are: set at the foot of the same page, or as a slide's source line.

    `standing` is set where the note speaks for a claim; `sources` are the ids of the sources that it cites.
    """

    children: tuple[Inline, ...]
    short: str
    standing: Standing | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A line end that the editor asked for."""


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


def notes(inlines: Inlines) -> tuple[Note, ...]:
    """The notes in a run of inlines, in order."""
    found: list[Note] = []
    for inline in inlines:
        match inline:
            case Note():
                found.append(inline)
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                found.extend(notes(children))
            case _:
                pass
    return tuple(found)
