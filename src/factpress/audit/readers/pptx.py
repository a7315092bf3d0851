"""Read PowerPoint files: slides in order, hidden ones too, with their notes and comments, then masters and layouts.

Macro-enabled files, shows and templates (.pptm, .ppsx, .potx) are read as well, and Strict Open XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from factpress.audit.readers.pptx_parts import COVERING, Content
from factpress.audit.readers.pptx_shapes import ShapeReader
from factpress.audit.readers.pptx_text import paragraph_fragments
from factpress.audit.reading import Fragment, Place, Reading
from factpress.core.diagnostics import ToolError
from factpress.core.office_package import A, P, Package, R, emu_length, open_package
from factpress.output.deck.identity.properties import DeckRecord, SlideRecord, digest, is_note_line, parse
from factpress.output.deck.identity.read_deck import (
    assign_keys,
    custom_properties,
    notes_of,
    slide_key_candidates,
    texts_of,
)

MOST_SLIDES = 2_000
MOST_TEXT = 5_000_000
"""Characters of all fragments: those of ten long books."""

COVERED = 0.6
"""The share of a slide from which pictures cover it."""
FEW_LETTERS = 40
"""Letters and digits. A slide with fewer, which pictures cover, says what it says in the pictures."""
MOST_UNPLACED = 20
"""Pictures of one slide whose frame is looked for on its layout."""

_CREATED = "{http://purl.org/dc/terms/}created"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"

_CLAIMS = re.compile(r"\s*Claims:\s*(.+)", re.DOTALL)
"""The line of a notes page with the values stated, in decks of version 1.0 and before; now a property has them."""


def read_pptx(data: bytes, path: Path) -> Reading:
    """Read a presentation. Raises ToolError if it is not one, is damaged, or exceeds a limit."""
    try:
        return _reading(open_package(data), path)
    except ToolError as error:
        raise ToolError(f"{path} cannot be read: {error}", error.hint) from error


def _reading(package: Package, path: Path) -> Reading:
    if (package.read("mimetype") or b"").startswith(_OPEN_DOCUMENT):
        hint = "open it in LibreOffice and save it as .pptx, or export it as .pdf"
        raise ToolError("it is an OpenDocument file (.odp)", hint)
    start = package.root_part("officeDocument")
    root = package.xml(start)
    if root is None or root.tag != f"{P}presentation":
        raise ToolError("it is not a presentation", "give a .pdf or .pptx file")
    slides = [package.link(start, one.get(f"{R}id")).target for one in root.iter(f"{P}sldId")]
    if len(slides) > MOST_SLIDES:
        raise ToolError(f"it has {len(slides)} slides", f"at most {MOST_SLIDES} are read")
    size = root.find(f"{P}sldSz")
    properties = custom_properties(package)
    record = parse(properties)
    shapes = ShapeReader(package, *(emu_length(size.get(side)) if size is not None else 0 for side in ("cx", "cy")))
    places: list[Place] = []
    left = MOST_TEXT
    for place in (*_slides(shapes, slides, record), *_layouts(shapes, start, slides)):
        left -= sum(len(fragment.text) for fragment in place.fragments)
        if left < 0:
            raise ToolError(f"it has more than {MOST_TEXT:,} characters of text", "save it in several files")
        places.append(place)
    created = next(package.elements(package.root_part("core-properties"), _CREATED), None)
    fingerprints = {name: value for name, value in properties.items() if "/" in name}
    date = (created.text or "")[:10] if created is not None else ""
    return Reading(path, "pptx", tuple(places), fingerprints, date=date, deck=record)


def _slides(shapes: ShapeReader, parts: list[str], record: DeckRecord | None) -> Iterator[Place]:
    """The slides, each with the values that it states according to the record of the deck."""
    found = [_slide(shapes, number, part) for number, part in enumerate(parts, start=1)]
    known: Mapping[str, SlideRecord] = record.by_key if record is not None else {}
    keys = assign_keys(record, [marks for _, marks in found])
    for (place, (candidates, _)), key in zip(found, keys, strict=True):
        # a copy of a slide states what the slide states
        own = next((one for one in (key, *candidates) if one in known), "")
        claims = known[own].claims if own else ()
        yield replace(place, claims=(*place.claims, *claims), key=key)


def _slide(shapes: ShapeReader, number: int, part: str) -> tuple[Place, tuple[tuple[str, ...], str]]:
    """One slide with its notes and comments; what may be its key, and the digest of its texts."""
    package = shapes.package
    root = package.xml(part)
    if root is None:
        raise ToolError(f"its slide {number} is missing", "save it again in PowerPoint")
    hidden = ", hidden" if root.get("show") in ("0", "false") else ""
    content = shapes.read(part, root, "text")
    if _letters(content) < FEW_LETTERS:
        inherited = sum(shapes.share_on_layout(part, index) for index in content.unplaced[:MOST_UNPLACED])
        if content.covered + inherited >= COVERED:
            content.not_read(COVERING)
    claims: tuple[str, ...] = ()
    said = ""
    for notes in package.linked(part, "notesSlide"):
        page = package.xml(notes)
        if page is None:
            continue
        said = said or notes_of(page)
        spoken = shapes.read(notes, page, "speaker notes")
        lines = {i: line for i, one in enumerate(spoken.fragments) if (line := _CLAIMS.match(one.text)) is not None}
        for line in lines.values():
            names = (name.strip() for name in line[1].split(","))
            # a claim that is quoted as a whole has no value: "claim/"
            claims += tuple(name if "/" in name else f"{name}/" for name in names if name)
        spoken.fragments = [
            one for i, one in enumerate(spoken.fragments) if i not in lines and not is_note_line(one.text)
        ]
        content.add(spoken)
    content.fragments += _comments(package, part)
    marks = slide_key_candidates(package, part, root, said), digest(texts_of(root), said)
    return _place(number, f"slide {number}{hidden}", content, claims), marks


def _place(number: int, name: str, content: Content, claims: tuple[str, ...] = ()) -> Place:
    title = " ".join(" ".join(content.title or content.below_title).split())
    return Place(number, name, tuple(content.fragments), claims, title, tuple(content.pictures), tuple(content.unread))


def _letters(content: Content) -> int:
    """How many letters and digits a slide has, without those in its alternative texts."""
    texts = (one.text for one in content.fragments if one.where not in ("alternative text", "slide number", "link"))
    return sum(character.isalnum() for text in texts for character in text)


def _comments(package: Package, part: str) -> Iterator[Fragment]:
    """The comments on a slide: those of older versions are plain text, later ones have paragraphs and answers."""
    for comments in package.linked(part, "comments", "comment"):
        for one in package.elements(comments, f"{P}text", f"{A}p"):
            if one.tag == f"{A}p":
                yield from paragraph_fragments(one, "comment")
            elif text := "".join(one.itertext()).strip():
                yield Fragment("comment", text)


def _layouts(shapes: ShapeReader, start: str, slides: list[str]) -> Iterator[Place]:
    """The masters and layouts as one place, if there is anything on them that slides show.

    Their text is read even where no slide uses them yet; pictures and objects only where one does.
    """
    package = shapes.package
    kinds = ("slideMaster", "notesMaster", "handoutMaster")
    masters = [link.target for link in package.links(start).values() if link.kind in kinds]
    layouts = [part for master in masters for part in package.linked(master, "slideLayout")]
    used = {layout for slide in slides for layout in package.linked(slide, "slideLayout")}
    used |= {master for layout in used for master in package.linked(layout, "slideMaster")}
    content = Content()
    for part in dict.fromkeys((*masters, *layouts)):
        root = package.xml(part)
        if root is None:
            continue
        found = shapes.read(part, root, "layout")
        # no screen reader reads the alternative texts there, and prompts have none
        shown = (one for one in found.fragments if one.where not in ("alternative text", "slide number", "link"))
        content.fragments += [replace(one, where="layout") if one.where == "chart" else one for one in shown]
        if part in used:
            content.pictures |= found.pictures
            content.unread |= found.unread
            for theme in package.linked(part, "theme"):
                for blip in package.elements(theme, f"{A}blip"):
                    shapes.parts.add_blip(content, theme, blip, "")
    if content.fragments or content.pictures or content.unread:
        yield _place(0, "the slides' layouts", content)
