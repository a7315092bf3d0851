"""Paints a laid-out chart as SVG and PNG with matplotlib.

There is no pyplot and no state except a cache of outlines. Each call uses matplotlib's own defaults while it runs,
so that a user's matplotlibrc has no effect.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from factpress.design.palettes import Palette
from factpress.output.charts.canvas import Faces
from factpress.output.charts.halo import halo_of_label, halo_of_mark
from factpress.output.charts.scene import Area, Disc, Halo, Label, Line, Mark, Scene
from factpress.output.charts.svg_cleanup import clean_svg


def svg(scene: Scene, faces: Faces, palette: Palette, *, alt: str, language: str, outlines: bool) -> bytes:
    """The scene as SVG, in points, on a transparent background.

    With `outlines`, labels are paths instead of text, and labels and marks have a halo.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    with _defaults():
        figure = _figure(scene, faces, palette, dpi=72.0, outlines=outlines)
        out = io.BytesIO()
        no_metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(out, metadata=no_metadata)
    return clean_svg(out.getvalue(), scene, faces.family, alt=alt, language=language)


def png(scene: Scene, faces: Faces, palette: Palette, *, pixels: int) -> bytes:
    """The scene as PNG, `pixels` wide, with halos on a transparent background, without metadata."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    with _defaults():
        figure = _figure(scene, faces, palette, dpi=pixels * 72.0 / scene.width, outlines=True)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        image = Image.fromarray(_pixels(canvas), "RGBA")
    out = io.BytesIO()
    if scene.opaque:
        # its grounds are so alike that the method for transparent pictures makes one of them
        quantized = image.convert("RGB").quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    else:
        quantized = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        quantized.putpalette(_with_ground(quantized.getpalette("RGBA") or [], palette.background.rgb), "RGBA")
    quantized.save(out, "PNG")
    return out.getvalue()


def _with_ground(colours: list[int], ground: tuple[int, int, int]) -> list[int]:
    """The RGBA values of a palette, in which halos and their transparent edges have exactly the colour of the ground.

    Quantized colours are means, and a program that scales the picture mixes in the colours of transparent pixels. A
    halo that differs by a little from the ground is seen as a fine line on it.
    """
    out: list[int] = []
    for start in range(0, len(colours), 4):
        *colour, alpha = colours[start : start + 4]
        difference = max(abs(a - b) for a, b in zip(colour, ground, strict=True))
        near = not alpha or difference <= (_NEAR_OPAQUE if alpha >= _OPAQUE else _NEAR_EDGE)
        out += [*(ground if near else colour), 255 if alpha >= _OPAQUE else alpha]
    return out


_NEAR_OPAQUE, _NEAR_EDGE, _OPAQUE = 6, 48, 250
"""Up to which difference from the ground, in each channel, an opaque colour and a transparent edge are of a halo."""

_COLOURS = 128
"""Size of the palette of a PNG. A chart has a dozen flat colours; the others are edges."""


def _pixels(canvas: Any) -> Any:
    import numpy as np

    return np.asarray(canvas.buffer_rgba())


@contextmanager
def _defaults() -> Generator[None]:
    import matplotlib as mpl

    library: Any = mpl
    with library.rc_context():
        library.rcdefaults()
        library.rcParams.update(_SETTINGS)
        yield


_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "factpress",
    "lines.scale_dashes": False,  # dashes are given in points
    "path.simplify": False,
}


def _figure(scene: Scene, faces: Faces, palette: Palette, *, dpi: float, outlines: bool) -> Any:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    figure = Figure(figsize=(scene.width / 72, scene.height / 72), dpi=dpi, linewidth=0)
    page = Affine2D().scale(1 / 72, -1 / 72).translate(0, scene.height / 72) + figure.dpi_scale_trans
    figure.patch.set_visible(False)
    marks = [_mark(mark, faces) for mark in scene.marks]
    labels = [_outlined(label, faces) if outlines else _text(label, faces) for label in scene.labels]
    for i, label in enumerate(labels):
        label.set_gid(f"label-{i}")
    artists = [*(_halos(scene, palette, marks, labels) if outlines and not scene.opaque else ()), *marks, *labels]
    for order, artist in enumerate(artists):
        artist.set_transform(page)
        artist.set_zorder(order)
        figure.add_artist(artist, clip=False)
    return figure


def _halos(scene: Scene, palette: Palette, marks: list[Any], labels: list[Any]) -> Iterator[Any]:
    """Yield the halos of marks and of outlined labels, except where none is needed.

    Lines of the grid are seen on a light and on a dark ground, and labels in the colour of the ground are in a mark.
    """
    ground = palette.background.hex
    for mark, drawn in zip(scene.marks, marks, strict=True):
        if not (isinstance(mark, Line) and mark.colour == palette.line.hex):
            yield halo_of_mark(drawn, ground)
    for label, drawn in zip(scene.labels, labels, strict=True):
        if label.colour != ground:
            yield halo_of_label(drawn.get_path(), ground)


def _mark(mark: Mark, faces: Faces) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    style: dict[str, Any]
    match mark:
        case Halo(label, colour, radius):
            return halo_of_label(_outlined(label, faces).get_path(), colour, radius)
        case Line(points, colour, width, dash):
            path = Path(points)
            style = {"facecolor": "none", "edgecolor": colour, "capstyle": "butt", "joinstyle": "round"}
            style |= {"linewidth": width, "linestyle": _dash(dash)}
        case Area(points, fill, stroke, width):
            path = Path([*points, points[0]], closed=True)
            style = {**_fill(fill, stroke, width), "joinstyle": "miter"}
        case Disc(x, y, radius, fill, stroke, width, dash, half):
            path = Path.arc(90, 270) if half else Path.unit_circle()
            path = path.transformed(Affine2D().scale(radius).translate(x, y))
            style = {**_fill(fill, stroke, width), "linestyle": _dash(dash), "capstyle": "butt"}
    return PathPatch(path, **style)


def _fill(fill: str | None, stroke: str | None, width: float) -> dict[str, Any]:
    return {"facecolor": fill or "none", "edgecolor": stroke or "none", "linewidth": width if stroke else 0}


def _dash(dash: tuple[float, ...]) -> Any:
    return (0, dash) if dash else "solid"


def _text(label: Label, faces: Faces) -> Any:
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    font = FontProperties(fname=str(faces.file(label.weight, italic=label.italic).path), size=label.size)
    place: dict[str, Any] = {"ha": "left", "va": "baseline"}
    return Text(label.x, label.y, label.text, color=label.colour, fontproperties=font, parse_math=False, **place)


def _outlined(label: Label, faces: Faces) -> Any:
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    drawn = _outline(label.text, label.size, faces.file(label.weight, italic=label.italic).path)
    path = drawn.transformed(Affine2D().scale(1, -1).translate(label.x, label.y))
    return PathPatch(path, facecolor=label.colour, edgecolor="none", linewidth=0)


@functools.lru_cache(maxsize=256)  # the SVG and the PNG of a chart have the same labels
def _outline(text: str, size: float, face: Path) -> Any:
    """The outline of a text. The origin is the start of its baseline, and y grows upwards."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    return TextPath((0, 0), text, size=size, prop=FontProperties(fname=str(face)), usetex=False)
