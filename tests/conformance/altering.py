"""Single digits altered in built files, as a hand or a fault would: what an audit must find.

In a deck a digit of a text, a note, an alternative text or a drawing's label becomes another; in a PDF the glyph that
is shown becomes that of another digit of the same font, or an alternative text says another. Seeded, so that every run
alters the same.
"""

from __future__ import annotations

import functools
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import lxml.etree
import pikepdf

etree: Any = lxml.etree
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"
PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_CLAIMS = re.compile(r"factpress-slide-\d+")
"""The properties with the key of a slide, its digest, and its claims."""
SEED = 17


@dataclass(frozen=True, slots=True)
class Spot:
    """One digit of a file: the place as a reader calls it, what kind of text it is of, and where to find it again."""

    place: str
    kind: str
    part: str
    at: tuple[int, ...]
    text: str = ""


def another(digit: str, chance: random.Random) -> str:
    """A digit that is not that one."""
    return chance.choice([d for d in "0123456789" if d != digit])


def rounds(spots: Iterable[Spot], most: int) -> Iterator[list[Spot]]:
    """The digits in rounds of at most one a place, until so many were given; every place has its turn."""
    waiting: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        waiting[spot.place].append(spot)
    chance = random.Random(SEED)
    for listed in waiting.values():
        chance.shuffle(listed)
    given = 0
    while given < most and any(waiting.values()):
        chosen = [listed.pop() for listed in waiting.values() if listed]
        given += len(chosen)
        yield chosen


# ── decks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def parts_of(deck: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    return dict(_parts_of(deck))


@functools.lru_cache(maxsize=4)
def _parts_of(deck: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(BytesIO(deck)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, stored as they are: what is altered often need not be small."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def _targets(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    folder, _, base = part.rpartition("/")
    root = etree.fromstring(parts.get(f"{folder}/_rels/{base}.rels", b"<none/>"))
    return {
        link.get("Id") or "": "ppt/" + (link.get("Target") or "").removeprefix("../").removeprefix("/ppt/")
        for link in root
        if link.get("TargetMode") != "External"
    }


def _slides(parts: Mapping[str, bytes]) -> list[str]:
    listed = etree.fromstring(parts["ppt/presentation.xml"]).iter(f"{P}sldId")
    links = _targets(parts, "ppt/presentation.xml")
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return [links[one.get(relation) or ""] for one in listed]


def _texts(root: Any, kind: str) -> Iterator[tuple[str, Any, str, str]]:
    """What can be altered in a part: the kind, the element, the attribute ("" for its text), the text."""
    for element in root.iter():
        if element.tag == f"{A}t" and element.getparent().tag != f"{A}fld":
            if (element.text or "").startswith("⟦"):
                continue  # the key of the slide, which says nothing
            cell = next(element.iterancestors(f"{A}tc"), None) is not None
            yield "table" if cell else kind, element, "", element.text or ""
        elif element.tag == f"{P}cNvPr":
            yield "alternative text", element, "descr", element.get("descr") or ""
        elif element.tag == f"{SVG}svg":
            yield "alternative text", element, "aria-label", element.get("aria-label") or ""
        elif element.tag == f"{SVG}title":
            yield "alternative text", element, "", element.text or ""
        elif element.tag == f"{SVG}path":
            yield "chart", element, "aria-label", element.get("aria-label") or ""
        elif element.tag == PROPERTY and _CLAIMS.fullmatch(element.get("name") or ""):
            yield "claims", element[0], "", element[0].text or ""


def deck_spots(deck: bytes) -> list[Spot]:
    """Every digit that stands on a slide, in its notes, alternative texts or drawings, or in the list of its claims."""
    parts = parts_of(deck)
    found: list[Spot] = []
    for number, slide in enumerate(_slides(parts), start=1):
        linked = [t for t in _targets(parts, slide).values() if t.endswith(".svg") or "/notesSlides/" in t]
        for part in (slide, *sorted(set(linked))):
            kind = "notes" if "/notesSlides/" in part else "text"
            for i, (said, _, _, text) in enumerate(_texts(etree.fromstring(parts[part]), kind)):
                found += [Spot(f"slide {number}", said, part, (i, m.start()), text) for m in re.finditer(r"\d", text)]
    part = "docProps/custom.xml"
    for i, (said, element, _, text) in enumerate(_texts(etree.fromstring(parts[part]), "")):
        number = int(element.getparent().get("name").rpartition("-")[2])
        claims = len(" ".join(text.split(" ")[:3]))
        digits = (m.start() for m in re.finditer(r"\d", text))
        found += [Spot(f"slide {number}", said, part, (i, at), text) for at in digits if at > claims]
    return found


def altered_deck(deck: bytes, spots: Iterable[Spot]) -> tuple[bytes, dict[Spot, str]]:
    """The deck with each of these digits another, and what each text says then."""
    parts, chance, says = parts_of(deck), random.Random(SEED), dict[Spot, str]()
    for spot in spots:
        root = etree.fromstring(parts[spot.part])
        kind = "notes" if "/notesSlides/" in spot.part else "text"
        _, element, attribute, text = list(_texts(root, kind))[spot.at[0]]
        at = spot.at[1]
        new = text[:at] + another(text[at], chance) + text[at + 1 :]
        if attribute:
            element.set(attribute, new)
        else:
            element.text = new
        parts[spot.part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        says[spot] = new
    return zipped(parts), says


# ── PDFs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _digits(font: Any) -> dict[bytes, str]:
    """The codes of a font's digits, by its own map to Unicode (ISO 32000-1, 9.10.3)."""
    found: dict[bytes, str] = {}
    if "/ToUnicode" not in font:
        return found
    written = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", written, re.DOTALL):
        for code, said in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            text = bytes.fromhex(said).decode("utf-16-be")
            if len(text) == 1 and text in "0123456789":
                found[bytes.fromhex(code)] = text
    return found


_SHOWN = re.compile(
    rb"/(?P<tag>\w+)\s*(?:<<[^>]*>>\s*)?B[DM]C|/(?P<font>[^\s/<>\[\]()]+)\s+[-\d.]+\s+Tf"
    rb"|(?<!<)<(?P<codes>[0-9A-Fa-f]+)>|/(?P<form>[^\s/<>\[\]()]+)\s+Do"
)
"""A tag that begins, a font that is chosen, a string that is shown, a form that is shown."""
KINDS = {"Figure": "chart", "Artifact": "ornament"}


def _streams(page: Any) -> Iterator[tuple[str, Any, bytes, Any]]:
    """The content of a page and of the forms that it shows: a name, whose it is, the content, the resources."""
    page.contents_coalesce()
    waiting = [("page", page.obj, page.obj.Contents.read_bytes(), page.obj.Resources)]
    seen: set[str] = set()
    while waiting:
        name, owner, content, resources = waiting.pop()
        yield name, owner, content, resources
        for match in _SHOWN.finditer(content):
            form = resources.get("/XObject", {}).get("/" + match["form"].decode()) if match["form"] else None
            inner = f"{name}/{match['form'].decode()}" if match["form"] else ""
            if form is not None and form.get("/Subtype") == "/Form" and inner not in seen:
                seen.add(inner)
                waiting.append((inner, form, form.read_bytes(), form.get("/Resources", resources)))


def _shown(
    content: bytes, resources: Any, known: dict[Any, dict[bytes, str]]
) -> Iterator[tuple[int, dict[bytes, str], str, str]]:
    """Where in a content stream the code of a digit stands, the digits of its font, the digit, and the kind of text."""
    codes: dict[bytes, str] = {}
    kind = "text"
    for match in _SHOWN.finditer(content):
        if match["tag"]:
            kind = KINDS.get(match["tag"].decode(), "text")
        elif match["font"]:
            font = resources.get("/Font", {}).get("/" + match["font"].decode())
            codes = known.setdefault(font.objgen, _digits(font)) if font is not None else {}
        elif match["codes"] and len(set(codes.values())) > 1:
            for at in range(match.start("codes"), match.end("codes") - 3, 4):
                digit = codes.get(bytes.fromhex(content[at : at + 4].decode()))
                if digit is not None:
                    yield at, codes, digit, kind


def _alternatives(document: Any) -> Iterator[tuple[int, Any]]:
    """Each tag with an alternative text, and the number of its page."""
    numbers = {page.obj.objgen: i for i, page in enumerate(document.pages)}
    waiting: list[tuple[Any, int]] = [(document.Root.StructTreeRoot, -1)] if "/StructTreeRoot" in document.Root else []
    while waiting:
        element, page = waiting.pop()
        if not isinstance(element, pikepdf.Dictionary):
            continue
        if "/Pg" in element:
            page = numbers.get(element.Pg.objgen, page)
        if "/Alt" in element:
            yield page, element
        kids = element.get("/K", [])
        waiting += [(kid, page) for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])]


def pdf_spots(pdf: bytes) -> list[Spot]:
    """Every digit that is shown on a page, and every digit of an alternative text."""
    found: list[Spot] = []
    known: dict[Any, dict[bytes, str]] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            for name, _, content, resources in _streams(page):
                found += [
                    Spot(f"page {number}", kind, name, (at,), digit)
                    for at, _, digit, kind in _shown(content, resources, known)
                ]
        for i, (page_number, element) in enumerate(_alternatives(document)):
            said = str(element.Alt)
            spots = [m.start() for m in re.finditer(r"\d", said)]
            found += [Spot(f"page {page_number + 1}", "alternative text", "", (i, at), said[at]) for at in spots]
    return found


def altered_pdf(pdf: bytes, spots: Iterable[Spot]) -> bytes:
    """The PDF with each of these digits another."""
    chance, out = random.Random(SEED), BytesIO()
    known: dict[Any, dict[bytes, str]] = {}
    wanted = {(spot.place, spot.part): spot.at[0] for spot in spots if spot.kind != "alternative text"}
    said = {spot.at[0]: spot.at[1] for spot in spots if spot.kind == "alternative text"}
    with pikepdf.open(BytesIO(pdf)) as document:
        for i, (_, element) in enumerate(_alternatives(document) if said else ()):
            if i in said:
                text, at = str(element.Alt), said[i]
                element.Alt = pikepdf.String(text[:at] + another(text[at], chance) + text[at + 1 :])
        for number, page in enumerate(document.pages, start=1):
            if not any(place == f"page {number}" for place, _ in wanted):
                continue
            for name, owner, content, resources in list(_streams(page)):
                at = wanted.get((f"page {number}", name))
                if at is None:
                    continue
                codes, old = next((c, d) for spot, c, d, _ in _shown(content, resources, known) if spot == at)
                new = chance.choice(sorted(code for code, digit in codes.items() if digit != old)).hex().encode()
                changed = content[:at] + new + content[at + 4 :]
                if name == "page":
                    owner.Contents = document.make_stream(changed)
                else:
                    owner.write(changed)
        document.save(out, static_id=True)
    return out.getvalue()
