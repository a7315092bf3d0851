"""Line drawings: strokes of three weights, which keep their width at every size of the drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape

from factpress.core.paths import Places
from factpress.core.regular_files import read_regular
from factpress.core.units import Length, pt
from factpress.design.palettes import Colour, Palette

FOLDER = "drawings"
"""The folder in `assets`, of the publication or of the engine, with a file for each drawing."""

OUTLINE = pt("1.2")
"""The width of outlines on paper. Threads are half as wide."""

SLIDE_OUTLINE = pt(2)
"""The width of outlines on slides, which are seen from far away."""

_ACCENT_WEIGHT = 2.1
"""The weight of the one line in the accent colour."""

_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class DrawnStroke:
    """A path, as SVG writes it. `weight` is its width in the file, where an outline has 1.2."""

    path: str
    weight: float


@dataclass(frozen=True, slots=True)
class LineDrawing:
    """A drawing in a field of `width` by `height` units. `title` names it, `description` says what it shows."""

    title: str
    description: str
    width: float
    height: float
    strokes: tuple[DrawnStroke, ...]

    def svg(self, palette: Palette, width: Length, outline: Length = OUTLINE, *, titled: bool = True) -> str:
        """The drawing as an SVG of that width, in the colours of a palette, its outlines as wide as `outline`.

        One that is not `titled` is decoration.
        """
        units = self.width / width.pt  # of the field, in a point of the page
        weight = outline.pt / OUTLINE.pt * units
        height = self.height / self.width * width.pt
        paths = "".join(
            f'<path stroke="{colour.hex}" stroke-width="{round(one.weight * weight, 3):g}" d="{one.path}"/>'
            for colour, strokes in self.by_colour(palette)
            for one in strokes
        )
        title = f' role="img"><title>{escape(self.title)}</title>' if titled else ">"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}"'
            f' width="{round(width.pt, 3):g}pt" height="{round(height, 3):g}pt"{title}'
            f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{paths}</g></svg>'
        )

    def by_colour(self, palette: Palette) -> Iterator[tuple[Colour, tuple[DrawnStroke, ...]]]:
        """Yield consecutive strokes of one colour with that colour, in the order of painting."""
        for accent, strokes in groupby(self.strokes, lambda one: one.weight == _ACCENT_WEIGHT):
            yield palette.accent if accent else palette.heading, tuple(strokes)


def drawing_file(places: Places, name: str) -> Path | None:
    """The file of a drawing, of the publication or of the engine; None if there is none of that name."""
    return places.asset(f"{FOLDER}/{name}.svg")


def drawing_names(places: Places) -> list[str]:
    """The names of all drawings, in order."""
    return sorted({path.stem for base in places.assets for path in (base / FOLDER).glob("*.svg")})


def read_drawing(path: Path) -> LineDrawing:
    """Read a drawing. Raises OSError, or ValueError with a phrase if it is no drawing of strokes."""
    return parse_drawing(read_regular(path, _MOST_BYTES))


def load_drawings(places: Places) -> Mapping[str, LineDrawing]:
    """Return all drawings by name. Files that are none are left out; a text that names one reports it."""
    found: dict[str, LineDrawing] = {}
    for name in drawing_names(places):
        path = drawing_file(places, name)
        with suppress(OSError, ValueError):
            found |= {name: read_drawing(path)} if path is not None else {}
    return found


def parse_drawing(data: bytes) -> LineDrawing:
    """The drawing of an SVG file. Raises ValueError with a phrase, such as "it has the element image"."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword: this is the last chunk
    except (expat.ExpatError, LookupError) as error:  # LookupError: an unknown encoding
        raise ValueError("it is no SVG file") from error
    return reader.drawing()


class _Reader:
    """Collects the strokes of a file. Only what a drawing may have is accepted."""

    def __init__(self) -> None:
        self.texts = {"title": "", "desc": ""}
        self.strokes: list[DrawnStroke] = []
        self.box: tuple[float, float] | None = None
        self.current = ""

    def doctype(self, *_: object) -> None:
        raise ValueError("it has a document type declaration")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.current = name.rpartition(" ")[2]
        if self.current == "svg":
            try:
                left, top, width, height = map(float, attributes["viewBox"].split())
            except (KeyError, ValueError) as error:
                raise ValueError("it has no viewBox of four numbers") from error
            if (left, top) != (0, 0) or not (0 < width < 1e5 and 0 < height < 1e5):
                raise ValueError("its viewBox does not begin with 0 0, or has no size")
            self.box = width, height
        elif self.current == "path":
            self.strokes.append(_stroke(attributes))
        elif self.current not in (*self.texts, "g"):
            raise ValueError(f"it has the element {self.current}")

    def end(self, _: str) -> None:
        self.current = ""

    def text(self, text: str) -> None:
        if self.current in self.texts:
            self.texts[self.current] += text

    def drawing(self) -> LineDrawing:
        if self.box is None or not self.strokes:
            raise ValueError("it has no paths")
        title, description = (" ".join(self.texts[name].split()) for name in ("title", "desc"))
        if not title:
            raise ValueError("it has no title")
        return LineDrawing(title, description, *self.box, tuple(self.strokes))


_PATH = frozenset("MmLlHhVvCcSsQqTtAaZz0123456789.,- eE+\n\t")


def _stroke(attributes: dict[str, str]) -> DrawnStroke:
    path = attributes.get("d", "")
    if not path or not _PATH.issuperset(path):
        raise ValueError("a path has no d, or has other characters than a path may have")
    if attributes.get("fill", "none") != "none":
        raise ValueError("a path is filled; drawings have strokes only")
    try:
        weight = float(attributes.get("stroke-width", "1.2"))
    except ValueError as error:
        raise ValueError("a stroke-width is no number") from error
    if not 0 < weight < 100:
        raise ValueError("a stroke-width is not between 0 and 100")
    return DrawnStroke(path, weight)
