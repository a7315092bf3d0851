"""Font files of a brand: search, validation, and the nearest face for a style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, engine_folder
from factpress.core.regular_files import read_begin, read_regular
from factpress.core.yaml_positions import Tree
from factpress.design.brand import Brand

ASSETS_HINT = 'paths start in the folder "assets", so leave that out; upper and lower case differ'


@dataclass(frozen=True, slots=True)
class FaceFile:
    """One font file, and the family, weight and slope that it is used for. `path` is absolute."""

    family: str
    weight: int
    italic: bool
    path: Path


def nearest_face(faces: Iterable[FaceFile], family: str, weight: int, *, italic: bool) -> FaceFile:
    """Return the family's face that is nearest in slope, then in weight, as browsers do (CSS Fonts 4, 5.2).

    Raises LookupError if the family has no face.
    """
    own = [face for face in faces if face.family == family]
    if not own:
        raise LookupError(f'there is no font family "{family}"')
    return min(own, key=lambda face: (face.italic is not italic, *_weight_rank(face.weight, weight)))


def _weight_rank(weight: int, wanted: int) -> tuple[int, int]:
    """The rank of a weight in the search for another: the direction of the search, and the distance.

    For bold, heavier weights are tried first, and for light, lighter ones. For 400 to 500, weights up to 500 are tried
    first, then lighter, then heavier ones.
    """
    heavier = weight >= wanted
    if 400 <= wanted <= 500:
        direction = 0 if heavier and weight <= 500 else 2 if heavier else 1
    else:
        direction = int(heavier is not (wanted > 500) and weight != wanted)
    return direction, abs(weight - wanted)


def load_faces(brand: Brand, tree: Tree, places: Places, problems: Problems) -> tuple[FaceFile, ...]:
    """Return the faces of all families, in the order of the file.

    A missing or damaged file is an error, and a font that must not be embedded is a warning, at the path in the file.
    """
    out: list[FaceFile] = []
    for i, family in enumerate(brand.typography.fonts):
        for j, file in enumerate(family.files):
            path = places.asset(file.path)
            place = tree.at("typography", "fonts", i, "files", j, "path")
            if path is None:
                problems.error("missing-file", f'there is no font file "{file.path}"', place, ASSETS_HINT)
            elif not _begins_as_font(path):
                hint = "convert web fonts (woff, woff2) to .ttf or .otf"
                problems.error("bad-font", f'"{file.path}" is not a TrueType or OpenType font', place, hint)
            elif (damage := _damage(path)) is not None:
                message = f'the font "{file.path}" is damaged: {damage}'
                problems.error("bad-font", message, place, "download the font again")
            elif not _may_embed(path):
                message = f'the font "{file.path}" must not be embedded'
                hint = "slides look different where it is not installed; use a font that may be embedded"
                problems.warning("font-not-embedded", message, place, hint)
            # a face without a file is kept, so that styles that name it are not reported, too
            out.append(FaceFile(family.family, file.weight, file.style == "italic", path or Path(file.path)))
    return tuple(out)


def _begins_as_font(path: Path) -> bool:
    """Whether the file begins as an sfnt font does (ISO/IEC 14496-22, 4.5.1)."""
    try:
        return read_begin(path, 4) in (b"\x00\x01\x00\x00", b"OTTO", b"true")
    except OSError:
        return False


EMBEDDING_FORBIDDEN = 0x0002
"""The flag that forbids embedding (OpenType 1.9, OS/2, fsType)."""


def _may_embed(path: Path) -> bool:
    """Whether a valid font may be embedded. The engine's own fonts may."""
    if path.is_relative_to(engine_folder() / "assets"):
        return True
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(read_regular(path)), lazy=True) as font:
        return not cast("Any", font["OS/2"]).fsType & EMBEDDING_FORBIDDEN


_NEEDED = ("head", "hhea", "maxp", "hmtx", "cmap", "OS/2")
"""The tables that are needed besides the outlines (ISO/IEC 14496-22, 4.3)."""


def _damage(path: Path) -> str | None:
    """Return what is wrong with a font; None if it is valid. The engine's own fonts are not checked."""
    if path.is_relative_to(engine_folder() / "assets"):
        return None  # twenty fonts, which an editor does not change, would slow down each build
    from fontTools.ttLib import TTFont

    try:
        data = read_regular(path)
        with TTFont(BytesIO(data), lazy=True) as font:
            for tag, entry in cast("Any", font.reader).tables.items():
                if entry.offset + entry.length > len(data):
                    return f'its table "{tag}" extends beyond the end of the file'
            outlines = [tag for tag in ("glyf", "CFF ", "CFF2") if tag in font]
            if not outlines:
                return "it has no outlines"
            for tag in (*_NEEDED, outlines[0]):
                font[tag]
            if not font["maxp"].numGlyphs or not font.getBestCmap():
                return "it has no characters"
    except Exception:  # noqa: BLE001 - a damaged font may raise any exception
        return "it cannot be read"
    return None
