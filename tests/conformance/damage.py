"""Good files made bad, each in one way: what a checker must fail."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from checkers.tags import elements


def pdf(source: Path, target: Path, change: Callable[[Any], None]) -> Path:
    """A copy of a PDF with that change."""
    with pikepdf.open(source) as document:
        change(document)
        document.save(target)
    return target


def _first(document: Any, kind: str, number: int = 0) -> Any:
    return [e.object for e in elements(document) if e.kind == kind][number]


def _link(document: Any) -> Any:
    return next(e.object for e in elements(document) if e.kind == "OBJR" and e.object.get("/Subtype") == Name.Link)


def _untagged(document: Any) -> None:
    del document.Root.StructTreeRoot
    del document.Root.MarkInfo


def _no_language(document: Any) -> None:
    del document.Root.Lang


def _file_name_shown(document: Any) -> None:
    document.Root.ViewerPreferences.DisplayDocTitle = False


def _no_bookmarks(document: Any) -> None:
    del document.Root.Outlines


def _rank_skipped(document: Any) -> None:
    _first(document, "/H2").S = Name.H4


def _two_first_headings(document: Any) -> None:
    _first(document, "/H2").S = Name.H1


def _link_says_address(document: Any) -> None:
    _link(document).Contents = String("https://example.org/page?id=1")


def _link_in_link(document: Any) -> None:
    link = _first(document, "/Link")
    inner = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=link, K=Array()))
    link.K = Array([*(link.K if isinstance(link.K, Array) else [link.K]), inner])


def _no_scope(document: Any) -> None:
    del _first(document, "/TH").A


def _no_header_cells(document: Any) -> None:
    for element in list(elements(document)):
        if element.kind == "/TH":
            element.object.S = Name.TD


def _no_alternative(document: Any) -> None:
    _first(document, "/Figure").Alt = String("chart.svg")


def _notes_alike(document: Any) -> None:
    _first(document, "/Note", 1).ID = _first(document, "/Note", 0).ID


def _contents_untagged(document: Any) -> None:
    for element in list(elements(document)):
        if element.kind in ("/TOC", "/TOCI"):
            element.object.S = Name.Div


TAGS: Mapping[str, tuple[Callable[[Any], None], str]] = {
    "untagged": (_untagged, "not tagged"),
    "no language": (_no_language, "names no language"),
    "file name shown": (_file_name_shown, "the file's name"),
    "no bookmarks": (_no_bookmarks, "no bookmarks"),
    "a rank skipped": (_rank_skipped, "follows one of rank"),
    "two first headings": (_two_first_headings, "2 headings of the first rank"),
    "a link that says an address": (_link_says_address, "instead of where it leads"),
    "a link in a link": (_link_in_link, "a link inside a link"),
    "no scope": (_no_scope, "without a scope"),
    "no header cells": (_no_header_cells, "without header cells"),
    "a file name as alternative": (_no_alternative, "described as 'chart.svg'"),
    "two notes alike": (_notes_alike, "two notes with one ID"),
    "contents untagged": (_contents_untagged, "not tagged as one"),
}
"""Each damage to the tags, and what the checker must say of it."""


def no_output_intent(document: Any) -> None:
    """Colours that no profile explains: not PDF/A."""
    del document.Root.OutputIntents


def no_alternative(document: Any) -> None:
    """A picture without words: not PDF/UA."""
    del _first(document, "/Figure").Alt


def fonts_gone(document: Any) -> None:
    """The outlines of every font taken out."""
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in item:
                    del item[key]


def page_emptied(document: Any) -> None:
    """The third page wiped."""
    document.pages[2].Contents = document.make_stream(b"")


def page_lost(document: Any) -> None:
    """The last page taken out."""
    del document.pages[-1]


def letters_muddled(document: Any) -> None:
    """Every font says that its glyphs mean other letters than they show: what is copied is not what is read."""
    for item in document.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Font and "/ToUnicode" in item:
            item.ToUnicode.write(re.sub(_SMALL_LETTER, _next_letter, item.ToUnicode.read_bytes()))


_SMALL_LETTER = re.compile(rb"<00(6[1-9a-eA-E])>(?=\s)")


def _next_letter(match: re.Match[bytes]) -> bytes:
    return b"<00%02x>" % (int(match[1], 16) + 1)


# ── packages ──────────────────────────────────────────────────────────────────────────────────────────────────────

Parts = dict[str, bytes]


def package(source: Path, target: Path, change: Callable[[Parts], None]) -> Path:
    """A copy of a package with that change to its parts, in their order."""
    with zipfile.ZipFile(source) as old:
        parts: Parts = {entry.filename: old.read(entry) for entry in old.infolist()}
        change(parts)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in parts.items():
                new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return target


SLIDE = "ppt/slides/slide2.xml"


def edited(part: str, pattern: str, replacement: str) -> Callable[[Parts], None]:
    """A change of the first place where the pattern stands in a part; it must stand there."""

    def change(parts: Parts) -> None:
        new, count = re.subn(pattern, replacement, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count == 1, f"{pattern} is not in {part}"
        parts[part] = new.encode()

    return change


def without(part: str) -> Callable[[Parts], None]:
    """A change that takes a part away."""

    def change(parts: Parts) -> None:
        del parts[part]

    return change


def with_part(part: str, data: bytes) -> Callable[[Parts], None]:
    """A change that adds a part nobody asked for."""

    def change(parts: Parts) -> None:
        parts[part] = data

    return change


def _types_last(parts: Parts) -> None:
    parts["[Content_Types].xml"] = parts.pop("[Content_Types].xml")


PACKAGE: Mapping[str, tuple[Callable[[Parts], None], str]] = {
    "a slide lost": (without(SLIDE), "which is not there"),
    "a part nobody wants": (with_part("ppt/media/stray.png", b"x"), "nothing leads to ppt/media/stray.png"),
    "a part of no type": (with_part("ppt/media/stray.xyz", b"x"), "has no content type"),
    "a template's leftovers": (with_part("ppt/printerSettings1.bin", b"x"), "is left over from a template"),
    "a file outside": (
        edited(f"{SLIDE[:10]}/_rels/slide2.xml.rels", r"</Relationships>",
               '<Relationship Id="rId99" Type="x" Target="file:///c:/x.png" TargetMode="External"/></Relationships>'),
        "leads out of the package",
    ),
    "a relationship missing": (
        edited(SLIDE, r"</p:cSld>", '<p:extLst><p:ext uri="x"><p:x r:id="rId98"/></p:ext></p:extLst></p:cSld>'),
        "uses rId98",
    ),
    "types not first": (_types_last, "the first entry is not"),
}  # fmt: skip
"""Each damage to the package, and what the checker must say of it."""

_EMPTY_SHAPE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="Stray"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
    '<a:off x="{x}" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</p:spPr>"
    "<p:txBody><a:bodyPr>{fit}</a:bodyPr><a:p>{run}</a:p></p:txBody></p:sp></p:spTree>"
)


def _shape(number: int = 9001, x: int = 0, fit: str = "", run: str = "") -> Callable[[Parts], None]:
    return edited(SLIDE, r"</p:spTree>", _EMPTY_SHAPE.format(id=number, x=x, fit=fit, run=run))


_SAID = '<a:r><a:rPr lang="en-GB"/><a:t>Words</a:t></a:r>'

SLIDES: Mapping[str, tuple[Callable[[Parts], None], str]] = {
    "no title": (edited(SLIDE, r'<p:ph type="title"', '<p:ph type="body" idx="77"'), "no title"),
    "no language": (edited(SLIDE, r' lang="[^"]*"', ""), "is in no language"),
    "a shape without words": (_shape(), "neither described nor decorative"),
    "text outside a placeholder": (_shape(run=_SAID), "holds text outside a placeholder"),
    "a shape off the slide": (_shape(x=20_000_000), "leaves the slide"),
    "autofit": (_shape(fit="<a:normAutofit/>"), "leaves its size to autofit"),
    "two shapes alike": (_shape(number=2), "two shapes have one id"),
    "small text": (_shape(run=_SAID.replace("<a:rPr", '<a:rPr sz="900"')), "smaller than 12 pt"),
    "an address as link": (
        _shape(run='<a:r><a:rPr lang="en-GB"><a:hlinkClick r:id="rId1"/></a:rPr><a:t>click here</a:t></a:r>'),
        "does not say where it leads",
    ),
    "something moves": (edited(SLIDE, r"</p:sld>", "<p:timing/></p:sld>"), "something moves"),
    "no title of the deck": (edited("docProps/core.xml", r"<dc:title>.*?</dc:title>", ""), "the deck has no title"),
    "no language of the deck": (
        edited("docProps/core.xml", r"<dc:language>.*?</dc:language>", ""), "the deck names no language"
    ),
}  # fmt: skip
"""Each damage to a slide, and what the checker must say of it."""

unknown_element = edited(SLIDE, r"</p:cSld>", "<p:nonsense/></p:cSld>")
"""What no schema allows."""


def overflowing(parts: Parts) -> None:
    """The second slide's first words said so often that they leave their shape."""
    edited(SLIDE, r"<a:t>([^<]+)</a:t>", r"<a:t>" + r"\1 " * 60 + "</a:t>")(parts)


def wordless(parts: Parts) -> None:
    """The third slide, and what it takes from its layout, without any words."""
    name = SLIDE.replace("2", "3")
    parts[name] = re.sub(rb"<a:t>[^<]*</a:t>", b"<a:t></a:t>", parts[name])
