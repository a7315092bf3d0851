"""The marks of a slide: its key, in its name, its tag and its notes, and the title of a slide that is new."""

from __future__ import annotations

from typing import Any

from factpress.core.office_package import A, P, parse_xml
from factpress.output.deck.identity.properties import is_note_line, note_line
from factpress.output.deck.identity.read_deck import TAG_NAME
from factpress.output.deck.merge.package_parts import Part, serialised


def set_key(slide: Part, root: Any, key: str) -> None:
    """Set the key of a slide, whose root element is changed, in all its marks."""
    root.find(f"{P}cSld").set("name", key)
    for part in slide.linked("tags"):
        tags = parse_xml(part.data)
        for tag in tags.iter(f"{P}tag"):
            if tag.get("name") == TAG_NAME:
                tag.set("val", key)
        part.data = serialised(tags)
    for part in slide.linked("notesSlide"):
        page = parse_xml(part.data)
        _set_note_line(page, note_line(key))
        part.data = serialised(page)


def _set_note_line(page: Any, line: str) -> None:
    """Replace the last line of the notes that says a key, or add one."""
    body = next((one for one in page.iter(f"{P}sp") if _is_notes(one)), None)
    text = body.find(f"{P}txBody") if body is not None else None
    if text is None:
        return
    paragraphs = [one for one in text.iter(f"{A}p") if is_note_line(_text(one))]
    if paragraphs:
        first, *others = paragraphs[-1].iter(f"{A}t")
        first.text = line
        for one in others:
            one.text = ""
        return
    added = parse_xml(f'<a:p xmlns:a="{A[1:-1]}"><a:r><a:t/></a:r></a:p>'.encode())
    next(added.iter(f"{A}t")).text = line
    text.append(added)


def _is_notes(shape: Any) -> bool:
    mark = shape.find(f".//{P}ph")
    return mark is not None and mark.get("type") == "body"


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{A}t"))


def mark_title(root: Any, marked: str) -> None:
    """Put the title of a slide, or its first text without one, into a phrase with "{title}"."""
    for shape in root.iter(f"{P}sp"):
        mark = shape.find(f".//{P}ph")
        if mark is not None and mark.get("type") in ("title", "ctrTitle"):
            root = shape
            break
    first = next(root.iter(f"{A}t"), None)
    if first is not None:
        first.text = marked.replace("{title}", first.text or "")
