"""Text that is copied from a PDF as it was written, although two characters have the same glyph.

A ToUnicode map keeps one string for each code of a font (ISO 32000-1, 9.10.3), and WeasyPrint uses the numbers of
glyphs as codes. In most fonts the hyphen-minus shares its glyph with the hyphen, and the space with the no-break space.
Whichever comes first in a document would name both, so an address with hyphens that was copied would lead nowhere. The
second text of a glyph gets a separate code here, and the font an encoding that maps it to the same glyph.

`weasyprint_patches` applies the replacements.
"""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and what is replaced here is private to it
from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, cast

from factpress.output.pdf import weasyprint_import

_LAST_CODE = 0xFFFF
"""Further codes are taken from here downwards; WeasyPrint takes those of missing glyphs from the other end."""

_FIRST = "first_texts"
"""Attribute of a font: the first text of each glyph."""

_NO_GLYPH = 0x0FFFFFFF
"""Pango's number of an empty glyph; those of characters that a font lacks are larger."""

_FURTHER = "further_codes"
"""Attribute of a font: its further codes, by glyph and text."""


def replacements() -> tuple[tuple[Any, str, Any], ...]:
    """The functions of WeasyPrint that are replaced: module or class, name, new function."""
    text, fonts = weasyprint_import.submodule("draw.text"), weasyprint_import.submodule("pdf.fonts")
    null: Any = text.ffi.NULL
    return (
        (text, "draw_first_line", draw_first_line(text.draw_first_line, lambda run: bool(run == null))),
        (fonts, "_build_vector_font_dictionary", build_font(fonts._build_vector_font_dictionary)),
        (fonts.Font, "subset", subset(fonts.Font.subset)),
    )


def draw_first_line(original: Callable[..., Any], is_null: Callable[[Any], bool]) -> Callable[..., Any]:
    """Draw a line whose glyphs have a code for each of their texts. `is_null` tells the end of a list of Pango's."""

    def draw(stream: Any, textbox: Any, *args: Any, **options: Any) -> Any:
        layout = textbox.pango_layout
        changed: list[tuple[Any, int]] = []

        def first_line() -> Any:
            line: Any = cast("Any", type(layout)).get_first_line(layout)
            _restore(changed)
            text = layout.text.encode()
            for item in _runs(line[0], is_null):
                _replace_glyphs(stream, item, text, changed)
            return line

        layout.get_first_line = first_line
        try:
            return original(stream, textbox, *args, **options)
        finally:
            _restore(changed)  # the same layout is drawn again where the header of a table is repeated
            del layout.get_first_line

    return draw


def _runs(line: Any, is_null: Callable[[Any], bool]) -> Iterator[Any]:
    run = line.runs[0]
    while not is_null(run):
        yield run.data
        run = run.next


def _restore(changed: list[tuple[Any, int]]) -> None:
    while changed:
        info, glyph = changed.pop()
        info.glyph = glyph


def _replace_glyphs(stream: Any, item: Any, text: bytes, changed: list[tuple[Any, int]]) -> None:
    """Replace the number of each glyph that stands for another text than before by a further code."""
    font, size = stream.add_font(item.item.analysis.font)
    if font.bitmap:
        return
    first: dict[int, bytes] = _kept(font, _FIRST)
    for info, start, end in _clusters(item):
        written = text[start:end]
        if not written or info.glyph >= _NO_GLYPH or first.setdefault(info.glyph, written) == written:
            continue
        code = _further_code(stream, font, size, item.item.analysis.font, info.glyph, written)
        if code is not None:
            changed.append((info, info.glyph))
            info.glyph = code


def _further_code(stream: Any, font: Any, size: float, pango_font: Any, glyph: int, written: bytes) -> int | None:
    """The code of a glyph for one of its further texts; None if a font has no more codes."""
    further: dict[tuple[int, bytes], int] = _kept(font, _FURTHER)
    code = further.get((glyph, written))
    if code is None:
        code = _LAST_CODE - len(further)
        if code < font.glyph_count + len(font.missing):
            return None
        ffi = weasyprint_import.submodule("text.ffi")
        ffi.pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[code] = round(stream.logical_rect.width * 1000 * ffi.FROM_UNITS / size)
        font.to_unicode[code] = written.decode()
        further[glyph, written] = code
    return code


def _kept(font: Any, name: str) -> dict[Any, Any]:
    """A dictionary that is kept as an attribute of a font."""
    return font.__dict__.setdefault(name, {})


def _clusters(item: Any) -> Iterator[tuple[Any, int, int]]:
    """The glyphs of a run, each with the range of its text, which is empty for later glyphs of a cluster."""
    glyphs = item.glyphs
    count, clusters, infos = glyphs.num_glyphs, glyphs.log_clusters, glyphs.glyphs
    offset, length = item.item.offset, item.item.length
    if item.item.analysis.level % 2:  # right to left
        for i in range(count):
            yield infos[i], offset + clusters[i], offset + (length if i == 0 else clusters[i - 1])
    else:
        for i in range(count):
            yield infos[i], offset + clusters[i], offset + (length if i == count - 1 else clusters[i + 1])


def subset(original: Callable[..., None]) -> Callable[..., None]:
    """Subset a font to its glyphs; further codes are no glyphs."""

    def subset_font(self: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        further = set(_codes(self))
        original(self, {code: text for code, text in to_unicode.items() if code not in further}, hinting)

    return subset_font


def build_font(original: Callable[..., None]) -> Callable[..., None]:
    """Write a font with an encoding that maps further codes to their glyphs.

    WeasyPrint writes such an encoding for characters that a font lacks.
    """

    def build(dictionary: Any, pdf: Any, font: Any, widths: dict[int, float], *args: Any) -> None:
        codes = _codes(font)
        if not codes:
            return original(dictionary, pdf, font, widths, *args)
        with _encoded(font):
            original(dictionary, pdf, font, {code: w for code, w in widths.items() if code not in codes}, *args)
        encoding = pdf.objects[-1]
        encoding.stream[:] = [_mapped(line, codes) for line in encoding.stream]
        return None

    return build


def _codes(font: Any) -> dict[int, int]:
    """The glyph of each further code."""
    further: dict[tuple[int, bytes], int] = _kept(font, _FURTHER)
    return {code: glyph for (glyph, _), code in further.items()}


@contextmanager
def _encoded(font: Any) -> Generator[None]:
    """The font as one that lacks a character, so that it gets an encoding."""
    missing = font.missing
    font.missing = missing or {-1: -1}
    try:
        yield
    finally:
        font.missing = missing


def _mapped(line: bytes, codes: dict[int, int]) -> bytes:
    """A line of the encoding, "<code> number", with the glyph of a further code."""
    if not line.startswith(b"<") or b"> <" in line:
        return line
    code = int(line[1:5], 16)
    return b"<%04x> %d" % (code, codes[code]) if code in codes else line
