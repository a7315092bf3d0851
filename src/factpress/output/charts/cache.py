"""A cache of drawings on disk. The key of a drawing is a digest of all its inputs."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from xml.parsers import expat

from factpress.core.content_cache import ContentCache, file_digest, key_of, source_digest
from factpress.core.image_files import is_png, png_chunks
from factpress.core.units import Length
from factpress.design.theme import Theme
from factpress.document.model import Chart
from factpress.output.charts import Drawing, Format
from factpress.publication.products import Product

_KIND = "drawing"
_SVG = "http://www.w3.org/2000/svg svg"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of drawings. It can be deleted at any time; a damaged entry is ignored."""

    folder: Path

    def key(self, chart: Chart, format_or_product: Format | Product, theme: Theme) -> str:
        """The key of a drawing: a digest of all that it depends on.

        These are the chart, its format or the product that the format is derived from, colours, pattern, type styles
        and font files, the versions of the libraries that draw, and this engine's source: renderers outside this
        package decide the format. With a product, no drawing library needs to be imported to measure the format.
        """
        return key_of(
            chart,
            format_or_product,
            theme.palettes[format_or_product.palette],
            theme.slide,
            theme.ornament,
            sorted(theme.slide_type.items()),
            sorted(theme.print_type.items()),
            [(f.family, f.weight, f.italic, file_digest(f.path)) for f in theme.faces],
            [(name, version(name)) for name in ("matplotlib", "numpy", "pillow")],
            source_digest(),
        )

    def get(self, key: str) -> Drawing | None:
        """The drawing with that key; None where there is none, or where its file is damaged."""
        stored = self._entries.get(key)
        if stored is None:
            return None
        try:
            return _unpack(stored)
        except (ValueError, expat.ExpatError):  # written by another program: the digest is right, the content is not
            return None

    def put(self, key: str, drawing: Drawing) -> None:
        """Store the drawing, if the folder can be written to."""
        self._entries.put(key, _pack(drawing))

    def prune(self, keep: int = 1000) -> int:
        """Delete all but the `keep` entries that were used last. Returns how many were deleted."""
        return self._entries.prune(keep)

    @property
    def _entries(self) -> ContentCache:
        return ContentCache(self.folder, _KIND)


def _pack(drawing: Drawing) -> bytes:
    alt = drawing.alt.encode()
    # exact, so that a cached drawing is equal to the one that was drawn
    lengths = (drawing.width.exact_emu, drawing.height.exact_emu)
    sizes = (len(drawing.svg), len(drawing.png), len(alt), *lengths)
    return " ".join(map(str, sizes)).encode() + b"\n" + drawing.svg + drawing.png + alt


def _unpack(stored: bytes) -> Drawing:
    """The drawing. Raises ValueError or ExpatError if it is not one that can be used."""
    line, _, rest = stored.partition(b"\n")
    *counts, width, height = line.decode().split()
    svg, png, alt = map(int, counts)
    size = _length(width), _length(height)
    if min(svg, png, alt) < 0 or svg + png + alt != len(rest):
        raise ValueError(line)
    drawing = Drawing(rest[:svg], rest[svg : svg + png], *size, rest[svg + png :].decode())
    _require_svg(drawing.svg)
    if drawing.png:
        _require_png(drawing.png)
    return drawing


def _length(text: str) -> Length:
    """The length with this number of EMU, a fraction. Raises ValueError if it is not greater than 0."""
    above, _, below = text.partition("/")
    number, parts = int(above), int(below or "1")
    if number <= 0 or parts <= 0:
        raise ValueError(text)
    return Length(Fraction(number, parts))


def _require_svg(svg: bytes) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    names: list[str] = []

    def note_root(name: str, _: object) -> None:
        names.append(name)
        parser.StartElementHandler = None

    parser.StartElementHandler = note_root
    parser.Parse(svg, True)  # noqa: FBT003 - expat has no keywords
    if names != [_SVG]:
        raise ValueError(names)


def _require_png(png: bytes) -> None:
    chunks = list(png_chunks(png))
    if not is_png(png) or not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise ValueError(png[:8])
    for _, start, end in chunks:
        if zlib.crc32(png[start + 4 : end - 4]) != int.from_bytes(png[end - 4 : end], "big"):
            raise ValueError(png[start : start + 8])
