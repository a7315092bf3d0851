"""Read the slides of a deck back from a file that other programs may have saved: their keys, texts and notes.

It reads the parts of the package, so that its limits for files of others are those of the audit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.core.office_package import A, P, Package, R, open_package
from factpress.output.deck.identity.properties import DeckRecord, SlideRecord, digest, key_of_notes, parse
from factpress.output.deck.identity.slide_look import has_extras, part_look

TAG_NAME = "FACTPRESS"
"""The name of the tag with the key of a slide. PowerPoint writes the names of tags in capitals."""

_TEXT, _BREAK, _FIELD = f"{A}t", f"{A}br", f"{A}fld"
_EQUATION_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHANGING = ("slidenum", "datetime")
"""Fields whose text programs replace when they save."""
_OFFICES = ("libreoffice", "openoffice", "collabora", "neooffice")
_MOST_SLIDES = 2_000


@dataclass(frozen=True, slots=True)
class ReadSlide:
    """A slide of a file: its number from 1, the key that it has, its texts and notes, and their digest.

    `key` is "" for a slide without a key, and for a second slide with the key of another one.
    """

    number: int
    key: str
    texts: tuple[str, ...]
    notes: str
    digest: str
    hidden: bool = False
    title: str = ""
    look: str = ""
    extras: bool = False  # comments, animations or a transition


@dataclass(frozen=True, slots=True)
class ReadDeck:
    """The slides of a file in order, and how the deck was built; None for a file that was not built here."""

    record: DeckRecord | None
    slides: tuple[ReadSlide, ...]


def read_deck(data: bytes) -> ReadDeck:
    """Read a presentation. Raise ToolError if it is not one, is damaged, or exceeds a limit."""
    package = open_package(data)
    start = package.root_part("officeDocument")
    root = package.xml(start)
    if root is None or root.tag != f"{P}presentation":
        raise ToolError("it is not a presentation", "give a .pptx file")
    record = parse(custom_properties(package))
    parts = [package.link(start, one.get(f"{R}id")).target for one in root.iter(f"{P}sldId")]
    if len(parts) > _MOST_SLIDES:
        raise ToolError(f"it has {len(parts)} slides", f"at most {_MOST_SLIDES} are read")
    formats = not _writes_all_formats(package)
    found = [_slide(package, number, part, formats=formats) for number, part in enumerate(parts, start=1)]
    keys = assign_keys(record, [(candidates, slide.digest) for candidates, slide in found])
    slides = (replace(slide, key=key) for (_, slide), key in zip(found, keys, strict=True))
    return ReadDeck(record, tuple(slides))


def custom_properties(package: Package) -> Mapping[str, str]:
    """Return the custom properties of a file as text, by name."""
    # Strict Open XML has another name for their namespace
    listed = package.elements(package.root_part("custom-properties"), "{*}property")
    return {one.get("name") or "": "".join(one.itertext()).strip() for one in listed}


def texts_of(root: Any) -> Iterator[str]:
    """Yield the text of each shape and table cell of a slide; without slide numbers and dates, which change."""
    for body in root.iter(f"{P}txBody", f"{A}txBody"):
        if next(body.iterancestors(_FALLBACK), None) is None:
            text = "\n".join(map(_paragraph, body.iter(f"{A}p"))).strip()
            if text:
                yield text


def notes_of(root: Any) -> str:
    """Return the text of the notes on a notes page, one paragraph on a line."""
    for shape in root.iter(f"{P}sp"):
        mark = shape.find(f".//{P}ph")
        if mark is not None and mark.get("type") == "body":
            return "\n".join(map(_paragraph, shape.iter(f"{A}p"))).strip()
    return ""


def slide_key_candidates(package: Package, part: str, root: Any, notes: str) -> tuple[str, ...]:
    """Return what may be the key of a slide, the surest first: in its notes, in its tags, and its name."""
    tags = [
        tag.get("val") or ""
        for tags in package.linked(part, "tags")
        for tag in package.elements(tags, f"{P}tag")
        if tag.get("name") == TAG_NAME
    ]
    slide = root.find(f"{P}cSld")
    name = slide.get("name") or "" if slide is not None else ""
    return tuple(filter(None, (key_of_notes(notes), *tags, name)))


def assign_keys(record: DeckRecord | None, slides: list[tuple[tuple[str, ...], str]]) -> list[str]:
    """Return the key of each slide from its candidates and digest; "" where it has none.

    Of slides with one key, the unchanged one has it, else the first; the others are copies. A slide whose marks are
    lost has the key of the slide with its digest, else with its texts: LibreOffice keeps only the mark in the notes,
    and she may write other notes.
    """
    known: Mapping[str, SlideRecord] = record.by_key if record is not None else {}
    claimed: dict[str, int] = {}
    for i, (candidates, found) in enumerate(slides):
        key = next((key for key in candidates if key in known), "")
        if key and (key not in claimed or (slides[claimed[key]][1] != known[key].digest == found)):
            claimed[key] = i
    keys = {i: key for key, i in claimed.items()}
    for part in (str, _texts):
        free = {part(one.digest): one.key for one in reversed(tuple(known.values())) if one.key not in keys.values()}
        free.pop("", None)
        for i, (candidates, found) in enumerate(slides):
            if i not in keys and part(found) in free and not any(key in known for key in candidates):
                keys[i] = free.pop(part(found))
    return [keys.get(i, "") for i in range(len(slides))]


def _texts(of: str) -> str:
    return of.partition("/")[0]


def _writes_all_formats(package: Package) -> bool:
    """Whether LibreOffice or a program made from it saved the file."""
    names = package.elements(package.root_part("extended-properties"), "{*}Application")
    return any((name.text or "").lower().startswith(_OFFICES) for name in names)


def _slide(package: Package, number: int, part: str, *, formats: bool) -> tuple[tuple[str, ...], ReadSlide]:
    root = package.xml(part)
    if root is None:
        raise ToolError(f"its slide {number} is missing", "save it again in PowerPoint")
    pages = (package.xml(notes) for notes in package.linked(part, "notesSlide"))
    notes = next((notes_of(page) for page in pages if page is not None), "")
    texts = tuple(texts_of(root))
    hidden = root.get("show") in ("0", "false")
    slide = ReadSlide(number, "", texts, notes, digest(texts, notes), hidden, title_of(root))
    slide = replace(slide, look=part_look(package, part, root, formats=formats), extras=has_extras(package, part, root))
    return slide_key_candidates(package, part, root, notes), slide


def title_of(root: Any) -> str:
    """Return the title of a slide, or its first text: the paragraphs of its first level, if it has any."""
    first = ""
    for shape in root.iter(f"{P}sp"):
        paragraphs = list(shape.iter(f"{A}p"))
        main = [each for each in paragraphs if _is_main(each)]
        text = " ".join(" ".join(map(_paragraph, main or paragraphs)).split())
        mark = shape.find(f".//{P}ph")
        if text and mark is not None and mark.get("type") in ("title", "ctrTitle"):
            return text
        first = first or text
    return first


def _is_main(paragraph: Any) -> bool:
    properties = paragraph.find(f"{A}pPr")
    level = properties.get("lvl", "0") if properties is not None else "0"
    return level == "0" and bool(_paragraph(paragraph).strip())


def _paragraph(paragraph: Any) -> str:
    words: list[str] = []
    left_out: Any = None  # the text of the latest field, if programs change it
    for element in paragraph.iter(_TEXT, _BREAK, _FIELD, _EQUATION_TEXT):
        if element.tag == _FIELD:
            changing = (element.get("type") or "").startswith(_CHANGING)
            left_out = element.find(_TEXT) if changing else None
        elif element.tag == _BREAK:
            words.append(" ")
        elif element is not left_out:
            words.append(element.text or "")
    return "".join(words)
