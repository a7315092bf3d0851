"""Words altered in built files, as a hand would: texts of a deck's XML, glyphs of a PDF's pages."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import lxml.etree
import pikepdf
from altering import _slides, _streams, _targets, _texts, parts_of, zipped
from tests.audit.alterations import Edit

etree: Any = lxml.etree


@dataclass(frozen=True, slots=True)
class WordSpot:
    """A range of one text of a file, and its new text. `part` and `index` say which text of the place it is."""

    place: str
    part: str
    index: int
    start: int
    end: int
    new: str
    text: str


# ── decks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def deck_words(deck: bytes, edit: Edit) -> list[WordSpot]:
    """The places of an alteration in the texts of slides, notes, alternative texts and drawings."""
    parts = parts_of(deck)
    found: list[WordSpot] = []
    for number, slide in enumerate(_slides(parts), start=1):
        linked = [t for t in _targets(parts, slide).values() if t.endswith(".svg") or "/notesSlides/" in t]
        for part in (slide, *sorted(set(linked))):
            for i, (kind, _, _, text) in enumerate(_texts(etree.fromstring(parts[part]), "text")):
                if kind != "claims":
                    found += [WordSpot(f"slide {number}", part, i, *one, text) for one in edit(text)]
    return found


def altered_words_of_deck(deck: bytes, spots: Iterable[WordSpot]) -> bytes:
    """The deck with the new texts."""
    parts = parts_of(deck)
    for spot in spots:
        root = etree.fromstring(parts[spot.part])
        _, element, attribute, text = list(_texts(root, "text"))[spot.index]
        new = text[: spot.start] + spot.new + text[spot.end :]
        if attribute:
            element.set(attribute, new)
        else:
            element.text = new
        parts[spot.part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts)


# ── PDFs ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_SHOWN = re.compile(
    rb"/(?P<tag>\w+)\s*(?:<<[^>]*>>\s*)?B[DM]C|/(?P<font>[^\s/<>\[\]()]+)\s+[-\d.]+\s+Tf"
    rb"|(?<!<)<(?P<codes>[0-9A-Fa-f]+)>|(?P<end>\bET\b)"
)
"""A tag that begins, a font that is chosen, a string that is shown, the end of a text object."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A glyph of a content stream: where its code stands, its letter, and the codes of its font by letter."""

    at: int
    letter: str
    codes: dict[str, bytes]


def _letters(font: Any) -> dict[bytes, str]:
    """The letter of each code of a font, by its map to Unicode (ISO 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return {}
    written = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = (
        pair
        for block in re.findall(r"beginbfchar(.*?)endbfchar", written, re.DOTALL)
        for pair in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
    )
    return {bytes.fromhex(code): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}


def _glyphs(content: bytes, resources: Any, known: dict[Any, dict[bytes, str]]) -> Iterator[_Glyph]:
    """The glyphs of the text of a stream, without those of artifacts; a line break for the end of a text object."""
    letters: dict[bytes, str] = {}
    codes: dict[str, bytes] = {}
    tag = ""
    for match in _SHOWN.finditer(content):
        if match["tag"]:
            tag = match["tag"].decode()
        elif match["font"]:
            font = resources.get("/Font", {}).get("/" + match["font"].decode())
            letters = known.setdefault(font.objgen, _letters(font)) if font is not None else {}
            codes = {letter: code for code, letter in letters.items() if len(letter) == 1}
        elif match["end"]:
            yield _Glyph(match.start(), "\n", {})
        elif tag not in ("", "Artifact"):
            for at in range(match.start("codes"), match.end("codes") - 3, 4):
                letter = letters.get(bytes.fromhex(content[at : at + 4].decode()), "?")
                yield _Glyph(at, letter if len(letter) == 1 else "?", codes)


@functools.lru_cache(maxsize=4)
def _streams_with_glyphs(pdf: bytes) -> list[tuple[int, str, bytes, list[_Glyph]]]:
    """Each stream of a PDF that shows text: its page, name, content and glyphs. The same for all alterations."""
    known: dict[Any, dict[bytes, str]] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            (number, name, content, list(_glyphs(content, resources, known)))
            for number, page in enumerate(document.pages, start=1)
            for name, _, content, resources in _streams(page)
        ]


def pdf_words(pdf: bytes, edit: Edit) -> list[WordSpot]:
    """The places of an alteration in the text of pages whose font has all letters of the new text."""
    found: list[WordSpot] = []
    for number, name, _, glyphs in _streams_with_glyphs(pdf):
        text = "".join(glyph.letter for glyph in glyphs)
        for line in re.finditer(r"[^\n]+", text):
            for low, high, new in edit(line[0]):
                start, end = line.start() + low, line.start() + high
                codes = glyphs[start].codes if start < len(glyphs) else {}
                if codes and all(letter in codes for letter in new):
                    around = text[max(0, start - 20) : end + 20]
                    found.append(WordSpot(f"page {number}", name, 0, start, end, new, around))
    return found


def altered_words_of_pdf(pdf: bytes, spots: Iterable[WordSpot]) -> bytes:
    """The PDF with other glyphs: the first one of each range becomes all of the new text."""
    wanted: dict[tuple[str, str], list[WordSpot]] = defaultdict(list)
    for spot in spots:
        wanted[spot.place, spot.part].append(spot)
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        owners = {
            (place, name): owner
            for place in {place for place, _ in wanted}
            for name, owner, _, _ in _streams(document.pages[int(place.removeprefix("page ")) - 1])
        }
        for number, name, content, glyphs in _streams_with_glyphs(pdf):
            here = (f"page {number}", name)
            if here not in wanted:
                continue
            changed = content
            for spot in sorted(wanted[here], key=lambda one: -one.start):
                new = b"".join(glyphs[spot.start].codes[letter].hex().encode() for letter in spot.new)
                for glyph in reversed(glyphs[spot.start + 1 : spot.end]):
                    changed = changed[: glyph.at] + changed[glyph.at + 4 :]
                first = glyphs[spot.start].at
                kept = 4 if spot.end > spot.start else 0
                changed = changed[:first] + new + changed[first + kept :]
            if name == "page":
                owners[here].Contents = document.make_stream(changed)
            else:
                owners[here].write(changed)
        document.save(out, static_id=True)
    return out.getvalue()
