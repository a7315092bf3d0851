"""Font files of a brand: each found below `assets`, and sound enough to be set with; and the nearest to a style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, engine_folder
from factpress.core.validation import Tree
from factpress.design.brand import Brand

IN_ASSETS = 'paths start in the folder "assets"; mind capitals'


@dataclass(frozen=True, slots=True)
class FaceFile:
    """One font file: the family, weight and style it is used as. `path` is absolute."""

    family: str
    weight: int
    italic: bool
    path: Path


def nearest(faces: Iterable[FaceFile], family: str, weight: int, *, italic: bool) -> FaceFile:
    """The family's face nearest in slope, then in weight, as browsers choose it (CSS Fonts 4, 5.2).

    LookupError where the family has no face.
    """
    own = [face for face in faces if face.family == family]
    if not own:
        raise LookupError(f'there is no family of fonts "{family}"')
    return min(own, key=lambda face: (face.italic is not italic, *_away(face.weight, weight)))


def _away(weight: int, wanted: int) -> tuple[int, int]:
    """How late a weight is tried when another is wanted, by the direction of the search and how far it has got.

    Bold looks among the heavier first and light among the lighter; regular and medium (400 to 500) look up to 500,
    then among the lighter, and last among the heavier.
    """
    heavier = weight >= wanted
    if 400 <= wanted <= 500:
        turn = 0 if heavier and weight <= 500 else 2 if heavier else 1
    else:
        turn = int(heavier is not (wanted > 500) and weight != wanted)
    return turn, abs(weight - wanted)


def face_files(brand: Brand, tree: Tree, places: Places, problems: Problems) -> tuple[FaceFile, ...]:
    """The faces of all families, in the order of the file; one that is missing or damaged is an error at its path.

    One that documents may not carry is a warning there.
    """
    out: list[FaceFile] = []
    for i, family in enumerate(brand.typography.fonts):
        for j, file in enumerate(family.files):
            path = places.asset(file.path)
            place = tree.at("typography", "fonts", i, "files", j, "path")
            if path is None:
                problems.error("missing-file", f'there is no font file "{file.path}"', place, IN_ASSETS)
            elif not _begins_as_font(path):
                hint = "fonts of the web (woff, woff2) have to be unpacked to .ttf or .otf first"
                problems.error("bad-font", f'"{file.path}" is no TrueType or OpenType font', place, hint)
            elif (damage := _damage(path)) is not None:
                message = f'the font "{file.path}" is damaged: {damage}'
                problems.error("bad-font", message, place, "get the file anew from where it came")
            elif not _may_embed(path):
                message = f'the maker of the font "{file.path}" lets no document carry it'
                hint = (
                    "slides go without it, and look different where it is not installed; take one that may be carried"
                )
                problems.warning("font-not-embedded", message, place, hint)
            # a face whose file is missing stays, so that the styles that name it are not reported as well
            out.append(FaceFile(family.family, file.weight, file.style == "italic", path or Path(file.path)))
    return tuple(out)


def _begins_as_font(path: Path) -> bool:
    """Whether the file begins as an sfnt font does (ISO/IEC 14496-22, 4.5.1)."""
    with path.open("rb") as file:
        return file.read(4) in (b"\x00\x01\x00\x00", b"OTTO", b"true")


EMBEDDING_FORBIDDEN = 0x0002
"""The bit by which a font's maker forbids documents to carry it (OpenType 1.9, OS/2, fsType)."""


def _may_embed(path: Path) -> bool:
    """Whether documents may carry a sound font. The engine's own may."""
    if path.is_relative_to(engine_folder() / "assets"):
        return True
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return not cast("Any", font["OS/2"]).fsType & EMBEDDING_FORBIDDEN


_NEEDED = ("head", "hhea", "maxp", "hmtx", "cmap", "OS/2")
"""The tables that setting text asks for, besides the outlines (ISO/IEC 14496-22, 4.3)."""


def _damage(path: Path) -> str | None:
    """What is wrong inside a font, in a few words; None where it can be set with. The engine's own are trusted."""
    if path.is_relative_to(engine_folder() / "assets"):
        return None  # a build would wait for twenty fonts that no editor touches
    from fontTools.ttLib import TTFont

    try:
        size = path.stat().st_size
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            for tag, entry in cast("Any", font.reader).tables.items():
                if entry.offset + entry.length > size:
                    return f'its table "{tag}" goes beyond the end of the file'
            outlines = [tag for tag in ("glyf", "CFF ", "CFF2") if tag in font]
            if not outlines:
                return "it has no outlines"
            for tag in (*_NEEDED, outlines[0]):
                font[tag]
            if not font["maxp"].numGlyphs or not font.getBestCmap():
                return "it has no characters"
    except Exception:  # noqa: BLE001 - whatever a font reader stumbles over, the font is at fault
        return "it cannot be read"
    return None
