"""Inline nodes: text, and its meaning to the reader. Numbers are text already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from factpress.core.diagnostics import Location
from factpress.publication.facts.claims import SENTENCE, Standing


def origin_field() -> Location | None:
    """The keyword field of a node for its place in the editor's files.

    Equality, hash, repr and cache keys leave it out, since it changes no output.
    """
    return field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text."""

    text: str
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised text: a title of a work, a foreign word."""

    children: tuple[Inline, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised text."""

    children: tuple[Inline, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Foreign:
    """Text in another language; `language` is a BCP 47 tag."""

    language: str
    children: tuple[Inline, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `target`: an address, or "#id" of a heading or a chart of this document."""

    target: str
    children: tuple[Inline, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim's value as text: the only way for a number into the text. Renderers copy `text` to the letter."""

    claim: str
    value: str
    text: str
    standing: Standing
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence of a claim, with the values that it states. Renderers copy its words to the letter."""

    claim: str
    children: tuple[Inline, ...]
    standing: Standing
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Note:
    """The sources of a statement and the reason for its standing: a footnote, or the source line of a slide.

    `standing` is set if the note belongs to a claim; `sources` are the ids of the sources that it cites. `written` is
    a footnote that the editor wrote: no list of sources has its words.
    """

    children: tuple[Inline, ...]
    short: str
    standing: Standing | None = None
    sources: tuple[str, ...] = ()
    written: bool = False
    key: str = field(default="", compare=False)  # of its words: pages print notes of one key once
    about: str = field(default="", compare=False)  # the value whose sources it has: "claim/value"
    origin: Location | None = origin_field()

    @property
    def claim(self) -> str:
        """The id of the claim that it belongs to; "" if it belongs to none."""
        return self.about.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that the editor wrote."""

    origin: Location | None = origin_field()


Inline = Text | Emphasis | Strong | Foreign | Link | Stated | Said | Note | Break
Inlines = tuple[Inline, ...]


def walk_inlines(inlines: Inlines, *, into_notes: bool = True) -> Iterator[Inline]:
    """Yield every inline in reading order, those inside others included; with `into_notes`, those inside notes too."""
    for inline in inlines:
        yield inline
        match inline:
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children) | Said(_, children):
                yield from walk_inlines(children, into_notes=into_notes)
            case Note(children) if into_notes:
                yield from walk_inlines(children)
            case Note() | Text() | Stated() | Break():
                pass


def plain(inlines: Inlines) -> str:
    """The text alone, without notes; a line break is a space."""
    parts = (
        " " if isinstance(inline, Break) else inline.text if isinstance(inline, Text | Stated) else ""
        for inline in walk_inlines(inlines, into_notes=False)
    )
    return "".join(parts)


def notes(inlines: Inlines) -> tuple[Note, ...]:
    """The notes among the inlines, in order."""
    return tuple(inline for inline in walk_inlines(inlines, into_notes=False) if isinstance(inline, Note))


def statements(inlines: Inlines, *, into_notes: bool = False) -> Iterator[Stated]:
    """Yield what the inlines state, in order: values, and the sentences of claims, each before the values in it."""
    for inline in walk_inlines(inlines, into_notes=into_notes):
        if isinstance(inline, Stated):
            yield inline
        elif isinstance(inline, Said):
            yield Stated(inline.claim, SENTENCE, plain(inline.children), inline.standing, origin=inline.origin)


def without_sources(inlines: Inlines) -> Inlines:
    """The inlines without the notes of their claims and sources; those that the editor wrote stay."""
    kept: list[Inline] = []
    for inline in inlines:
        match inline:
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children) | Said(_, children):
                kept.append(replace(inline, children=without_sources(children)))
            case Note(written=False):
                pass
            case _:
                kept.append(inline)
    return tuple(kept)


def split_at(inlines: Inlines, end: int) -> tuple[Inlines, Inlines]:
    """The inlines in two: the first `end` characters of their plain text with the notes there, and the rest.

    Spaces between the two are left out.
    """
    first: list[Inline] = []
    rest: list[Inline] = []
    for inline in inlines:
        length = len(plain((inline,)))
        if rest or (end <= 0 and length):
            rest.append(inline)
        elif length <= end:
            first.append(inline)
        elif isinstance(inline, Text):
            first.append(replace(inline, text=inline.text[:end]))
            rest.append(replace(inline, text=inline.text[end:]))
        elif isinstance(inline, Emphasis | Strong | Foreign | Link):
            before, after = split_at(inline.children, end)
            first.append(replace(inline, children=before))
            rest.append(replace(inline, children=after))
        else:  # a statement is not divided
            first.append(inline)
        end -= length
    return tuple(first), _without_first_space(tuple(rest))


def _without_first_space(inlines: Inlines) -> Inlines:
    """The inlines without the space that they begin with."""
    match inlines:
        case (Break(), *others):
            return _without_first_space(tuple(others))
        case (Text(text) as first, *others):
            text = text.lstrip()
            return (replace(first, text=text), *others) if text else _without_first_space(tuple(others))
        case _:
            return inlines
