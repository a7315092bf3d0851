"""Documents of a few plain blocks, with themes, for tests of what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Location
from factpress.document.blocks.slide import Slide
from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Document,
    Heading,
    Items,
    Only,
    Paragraph,
    SpeakerNotes,
    Text,
)

FILE = Path("data/content/text.md")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a test: its kind, its number of words, and the theme that it is given ("": none)."""

    kind: str
    words: int
    theme: str = ""


def at(line: int) -> Location:
    return Location(FILE, line, 1)


def words(count: int) -> tuple[Text, ...]:
    return (Text(" ".join(["word"] * count)),)


def block(piece: Piece, line: int) -> Block:
    text, place = words(piece.words), at(line)
    match piece.kind:
        case "heading":
            return Heading(2, text, f"h{line}", origin=place)
        case "list":
            return Items(((Paragraph(text),),), origin=place)
        case "aside":
            return Aside((), (Paragraph(text),), origin=place)
        case "booklet":
            return Only("booklet", (Paragraph(text),), origin=place)
        case "slide":
            return Only("deck", (Slide("", (Paragraph(text),), origin=place),), origin=place)
        case "notes":
            return SpeakerNotes((text,), origin=place)
        case _:
            return Paragraph(text, origin=place)


def chapter(pieces: list[Piece], number: int, theme: str = "", *, appendix: bool = False) -> Chapter:
    """A chapter without words of its own title. Its lines begin with a thousand times its number."""
    lines = [number * 1000 + i for i in range(1, len(pieces) + 1)]
    themes = {at(line): piece.theme for line, piece in zip(lines, pieces, strict=True) if piece.theme}
    themes |= {at(number * 1000): theme} if theme else {}
    blocks = tuple(block(piece, line) for line, piece in zip(lines, pieces, strict=True))
    return Chapter(f"c{number}", "", (), blocks, None, (), appendix, themes=themes, origin=at(number * 1000))


def document(*chapters: Chapter, language: str = "en-GB") -> Document:
    return Document("Title", "", "", "", "2026-11-22", language, "ltr", chapters, (), ())
