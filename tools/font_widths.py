"""Make `assets/font-widths` from font files: the advance widths of the faces that office programs use as replacements.

Each family is measured in a free family with the same advance widths: Carlito for Calibri, and so on.

    python tools/font_widths.py assets/font-widths FOLDER…

The folders are searched for the files in FAMILIES; a face may be divided among several of them. Write one JSON file for
each family whose four faces are all there, and name the others. Only numbers are taken from the fonts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from fontTools.ttLib import TTFont

STYLES = ("regular", "bold", "italic", "bold-italic")
CHARACTERS = (
    range(0x20, 0x7F),  # Basic Latin
    range(0xA0, 0x250),  # Latin-1 Supplement, Latin Extended-A and -B
    range(0x370, 0x400),  # Greek
    range(0x400, 0x500),  # Cyrillic
    range(0x1E00, 0x1F00),  # Latin Extended Additional
    range(0x2000, 0x2070),  # General Punctuation
    range(0x2070, 0x20C1),  # Superscripts and Subscripts, Currency Symbols
    range(0x2100, 0x2200),  # Letterlike Symbols, Number Forms, Arrows
    range(0x2200, 0x2270),  # Mathematical Operators in text
    range(0x25A0, 0x2600),  # Geometric Shapes
)


def _debian(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple((f"{name}-{style}.ttf",) for style in ("Regular", "Bold", "Italic", "BoldItalic"))


def _fontsource(name: str) -> tuple[tuple[str, ...], ...]:
    subsets = ("latin", "latin-ext", "vietnamese")
    faces = ("400-normal", "700-normal", "400-italic", "700-italic")
    return tuple(tuple(f"{name}-{subset}-{face}.woff2" for subset in subsets) for face in faces)


FAMILIES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "Arial": _debian("LiberationSans"),
    "Calibri": _debian("Carlito"),
    "Cambria": _debian("Caladea"),
    "Courier New": _debian("LiberationMono"),
    "Georgia": _fontsource("gelasio"),
    "Noto Sans": _debian("NotoSans"),
    "Noto Serif": _debian("NotoSerif"),
    "Times New Roman": _debian("LiberationSerif"),
}
"""The files of each family, for each of STYLES."""

SUBSTITUTES: Mapping[int, int] = {0xA0: 0x20, 0x2010: 0x2D, 0x2011: 0x2D}
"""Characters that programs draw with another glyph where a font has none: no-break space, hyphens."""


def advance_widths(files: Iterable[Path]) -> tuple[int, dict[int, int]]:
    """Return the units per em of a face, and its advance widths by code point."""
    em, widths = 0, dict[int, int]()
    for file in files:
        with TTFont(file, lazy=True) as font:
            tables = cast("Mapping[str, Any]", font)
            em = int(tables["head"].unitsPerEm)
            names: Mapping[int, str] = tables["cmap"].getBestCmap()
            for code in (code for block in CHARACTERS for code in block if code in names):
                widths.setdefault(code, int(tables["hmtx"][names[code]][0]))
    for code, other in SUBSTITUTES.items():
        if other in widths:
            widths.setdefault(code, widths[other])
    return em, widths


def compact(widths: Mapping[int, int]) -> dict[str, list[int]]:
    """Return the widths as lists of consecutive code points, each by its first code point in hexadecimal."""
    codes = sorted(widths)
    starts = codes[:1] + [code for before, code in pairwise(codes) if code != before + 1]
    ends = [*starts[1:], codes[-1] + 1] if codes else []
    return {
        f"{start:x}": [widths[code] for code in range(start, end) if code in widths]
        for start, end in zip(starts, ends, strict=True)
    }


def family_file(faces: Iterable[Iterable[Path]]) -> str:
    """Return the file of a family, one line a list of widths."""
    made = [advance_widths(files) for files in faces]
    (em,) = {em for em, _ in made}
    styles = (
        f'"{style}": {{\n'
        + ",\n".join(f'"{start}": {json.dumps(each, separators=(",", ":"))}' for start, each in compact(widths).items())
        + "\n}"
        for style, (_, widths) in zip(STYLES, made, strict=True)
    )
    return f'{{"em": {em},\n' + ",\n".join(styles) + "}\n"


def main(out: Path, folders: Iterable[Path]) -> int:
    """Write the file of each family that is complete. Return 1 if one is not."""
    found = {file.name: file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()}
    incomplete = False
    for family, faces in FAMILIES.items():
        missing = [name for files in faces for name in files if name not in found]
        if missing:
            print(f"{family}: left as it is, because these files were not found: {', '.join(missing)}", file=sys.stderr)
            incomplete = True
            continue
        text = family_file([[found[name] for name in files] for files in faces])
        (out / f"{family.lower().replace(' ', '-')}.json").write_text(text, encoding="ascii")
    return int(incomplete)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), map(Path, sys.argv[2:])))
