"""The look as tokens: colours, faces, type styles, and the few measures that belong to the brand.

Read from `data/brand.yml` (posit-dev/brand-yml, with our own extension under `defaults`). Nothing here knows CSS,
OOXML or matplotlib: each consumer turns tokens into its own language, in its own room. What the file may hold
stands in `brand`; a key that it leaves out is taken from the engine's own `assets/brand.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from factpress.brand import Brand, Colours, PrintType, Slides, SlideType, Style, Weave, brand_schema
from factpress.diagnostics import Problems, did_you_mean
from factpress.places import Places, engine_folder
from factpress.records import Path_, Tree, check, overlaid, parse, read_text
from factpress.units import Length

__all__ = [
    "Colour",
    "FaceFile",
    "Ornament",
    "Palette",
    "SlideMeasures",
    "Theme",
    "TypeStyle",
    "brand_schema",
    "contrast",
    "load_theme",
]


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour, "#rrggbb"."""

    hex: str

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green, blue, 0 to 255."""
        return int(self.hex[1:3], 16), int(self.hex[3:5], 16), int(self.hex[5:7], 16)

    @property
    def bare(self) -> str:
        """Six capital digits without the hash, as OOXML writes it."""
        return self.hex[1:].upper()


@dataclass(frozen=True, slots=True)
class FaceFile:
    """One font file: the family, weight and style it is used as. `path` is absolute."""

    family: str
    weight: int
    italic: bool
    path: Path


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Family, size, leading, weight and slope of one kind of text."""

    family: str
    size: Length
    leading: Length
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one setting: paper, or a light or dark slide."""

    background: Colour
    foreground: Colour
    heading: Colour
    soft: Colour  # secondary text
    line: Colour  # hairlines, grid lines
    accent: Colour  # the thread; never carries text or meaning alone
    bar: Colour  # first chart colour
    second: Colour
    third: Colour


@dataclass(frozen=True, slots=True)
class Ornament:
    """The cloth of years: one thread a year, some left bare, woven in three colours."""

    first: int
    last: int
    bare: tuple[int, ...]
    undyed_after: int
    seed: int


@dataclass(frozen=True, slots=True)
class SlideMeasures:
    """The slide's grid."""

    width: Length
    height: Length
    left: Length
    right: Length
    top: Length
    content_bottom: Length
    thread_y: Length
    thread_height: Length
    footer_y: Length
    reserve: float  # share of a line kept free when text is measured, since fonts get swapped
    body_min: Length


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a renderer may know about looks."""

    name: str  # short name of the organisation's brand
    colours: Mapping[str, Colour]  # the brand's palette by name
    palettes: Mapping[str, Palette]  # "print", "light", "dark"
    faces: tuple[FaceFile, ...]
    print_type: Mapping[str, TypeStyle]  # "body", "h2", "footnote", …
    slide_type: Mapping[str, TypeStyle]  # "title", "statement", "body", …
    slide: SlideMeasures
    scripts: Mapping[str, tuple[str, str]]  # ISO 15924 script -> (serif family, sans family) for it
    ornament: Ornament | None
    logo: Path | None


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 to 21, in either order (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [c / 255 for c in colour.rgb]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# ── from brand.yml ──────────────────────────────────────────────────────────────────────────────────────────────

BRAND = Path("data/brand.yml")

TEXT_ON_PAPER = 4.5
"""Least contrast of text on paper: WCAG 2.2, 1.4.3 (AA)."""
TEXT_ON_SLIDES = 7.0
"""Least contrast of text on a slide, where daylight greys the dark tones: WCAG 2.2, 1.4.6 (AAA)."""
HEADINGS = 4.5
"""Least contrast of a heading: WCAG 2.2, 1.4.6 (AAA) for large text, 1.4.3 for small."""
GRAPHICS = 3.0
"""Least contrast of a chart's marks: WCAG 2.2, 1.4.11."""

_IN_ASSETS = 'paths start in the folder "assets"; mind capitals'


def load_theme(places: Places, problems: Problems) -> Theme | None:
    """The theme of `data/brand.yml`, laid over the engine's own brand; None, and every error, where it is wrong."""
    tree = _brand_tree(places, problems)
    brand = check(tree, Brand, problems) if tree is not None else None
    if tree is None or brand is None:
        return None
    before = len(problems.errors)
    paper, slides = brand.defaults.print, brand.defaults.slides
    colours = _colours(brand, tree, problems)
    palettes = {"print": _palette(paper.theme, TEXT_ON_PAPER, colours, tree, ("defaults", "print", "theme"), problems)}
    for name, theme in sorted(slides.themes.items()):
        path = ("defaults", "slides", "themes", name)
        palettes[name] = _palette(theme, TEXT_ON_SLIDES, colours, tree, path, problems)
    faces = _faces(brand, tree, places, problems)
    theme = Theme(
        name=brand.meta.name if isinstance(brand.meta.name, str) else brand.meta.name.short,
        colours=colours,
        palettes=palettes,
        faces=faces,
        print_type=_styles(paper.type, faces, tree, ("defaults", "print", "type"), problems),
        slide_type=_styles(slides.type, faces, tree, ("defaults", "slides", "type"), problems),
        slide=_slide_measures(slides),
        scripts=_scripts(brand, faces, tree, problems),
        ornament=_ornament(brand.defaults.ornament, tree, problems),
        logo=places.asset(brand.logo) if brand.logo else None,
    )
    if brand.logo and theme.logo is None:
        problems.error("missing-file", f'there is no picture "{brand.logo}"', tree.at("logo"), _IN_ASSETS)
    return theme if len(problems.errors) == before else None


def _brand_tree(places: Places, problems: Problems) -> Tree | None:
    engine = engine_folder()
    base = _tree(engine, engine / "assets" / "brand.yml", problems)
    own = _tree(places.root, BRAND, problems) if (places.root / BRAND).exists() else base
    if own is None or base is None or own.data is None:
        return own
    tree = overlaid(base, own)
    data = cast("object", tree.data)
    if isinstance(data, dict):
        _join_families(cast("_Group", data), base)
    return tree


def _tree(root: Path, path: Path, problems: Problems) -> Tree | None:
    text = read_text(root, path, problems)
    return parse(text, path, problems) if text is not None else None


_Group = dict[str, Any]


def _join_families(data: _Group, base: Tree) -> None:
    """Let the publication's families join the engine's, which the engine's type styles go on naming."""
    typography = data.get("typography")
    engines = cast("list[_Group]", base.data["typography"]["fonts"])
    if isinstance(typography, dict):
        group = cast("_Group", typography)
        fonts: object = group.get("fonts")
        if isinstance(fonts, list):
            own = cast("list[object]", fonts)
            named = [cast("_Group", font).get("family") for font in own if isinstance(font, dict)]
            group["fonts"] = [*own, *(font for font in engines if font["family"] not in named)]


def _colours(brand: Brand, tree: Tree, problems: Problems) -> dict[str, Colour]:
    """Every named colour: the palette, then brand.yml's names for what a colour is for."""
    written: dict[str, tuple[str, Path_]] = {}
    for role, value in brand.color.model_dump(exclude={"palette"}, exclude_none=True).items():
        written[role] = (value, ("color", role))
    for name, value in brand.color.palette.items():
        written[name] = (value, ("color", "palette", name))
    out: dict[str, Colour] = {}
    for name, (_, path) in written.items():
        passed: list[str] = []
        step = name
        while step in written and step not in passed:
            passed.append(step)
            step = written[step][0]
        out[name] = _colour(step, {}, written, tree, path, problems) or _NO_COLOUR
    return out


_NO_COLOUR = Colour("#000000")  # stands in for one that is wrong, so that the rest is looked at; never leaves here


def _colour(
    written: str, known: Mapping[str, Colour], names: Iterable[str], tree: Tree, path: Path_, problems: Problems
) -> Colour | None:
    if written in known:
        return known[written]
    if match := re.fullmatch(r"#([0-9a-fA-F]{6})|#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])", written):
        return Colour("#" + (match[1] or "".join(2 * digit for digit in match.group(2, 3, 4))).lower())
    if written.startswith("#"):
        hint = 'write six digits from 0 to f: "#1d3057"'
        problems.error("bad-colour", f'"{written}" is not a colour', tree.at(*path), hint)
    elif written in names:
        problems.error("bad-colour", f'the colour "{written}" leads back to itself', tree.at(*path), "give it a value")
    else:
        hint = did_you_mean(written, names)
        problems.error("unknown-colour", f'there is no colour "{written}"', tree.at(*path), hint)
    return None


def _palette(
    written: Colours, text: float, colours: Mapping[str, Colour], tree: Tree, path: Path_, problems: Problems
) -> Palette:
    names: dict[str, str] = written.model_dump()
    found = {key: _colour(name, colours, colours, tree, (*path, key), problems) for key, name in names.items()}
    marks = dict.fromkeys(("bar", "second", "third"), GRAPHICS)
    least = {"foreground": text, "soft": text, "heading": HEADINGS, **marks}
    ground = found["background"]
    for key, ratio in least.items():
        colour = found[key]
        if colour is not None and ground is not None and contrast(colour, ground) < ratio:
            message = (
                f'"{names[key]}" ({colour.hex}) on "{names["background"]}" ({ground.hex})'
                f" has a contrast of {int(contrast(colour, ground) * 10) / 10:g} to 1"
            )
            hint = f'"{key}" needs at least {ratio:g} to 1 here; take a colour further from the background'
            problems.error("low-contrast", message, tree.at(*path, key), hint)
    return Palette(**{key: colour or _NO_COLOUR for key, colour in found.items()})


def _faces(brand: Brand, tree: Tree, places: Places, problems: Problems) -> tuple[FaceFile, ...]:
    out: list[FaceFile] = []
    for i, family in enumerate(brand.typography.fonts):
        for j, file in enumerate(family.files):
            path = places.asset(file.path)
            place = tree.at("typography", "fonts", i, "files", j, "path")
            if path is None:
                problems.error("missing-file", f'there is no font file "{file.path}"', place, _IN_ASSETS)
            elif not _is_font(path):
                hint = "fonts of the web (woff, woff2) have to be unpacked to .ttf or .otf first"
                problems.error("bad-font", f'"{file.path}" is no TrueType or OpenType font', place, hint)
            # a face whose file is missing stays, so that the styles that name it are not reported as well
            out.append(FaceFile(family.family, file.weight, file.style == "italic", path or Path(file.path)))
    return tuple(out)


def _is_font(path: Path) -> bool:
    """Whether the file begins as an sfnt font does (ISO/IEC 14496-22, 4.5.1)."""
    with path.open("rb") as file:
        return file.read(4) in (b"\x00\x01\x00\x00", b"OTTO", b"true")


def _known(family: str, faces: Iterable[FaceFile], tree: Tree, path: Path_, problems: Problems) -> None:
    families = {face.family for face in faces}
    if family not in families:
        hint = did_you_mean(family, families)
        problems.error("unknown-family", f'there is no family of fonts "{family}"', tree.at(*path), hint)


def _styles(
    written: PrintType | SlideType, faces: tuple[FaceFile, ...], tree: Tree, path: Path_, problems: Problems
) -> dict[str, TypeStyle]:
    out: dict[str, TypeStyle] = {}
    for field, style in written:
        key = field.replace("_", "-")
        _known(style.family, faces, tree, (*path, key, "family"), problems)
        out[key] = _style(style)
    return out


def _style(style: Style) -> TypeStyle:
    return TypeStyle(style.family, style.size, style.leading, style.weight, style.style == "italic")


def _scripts(brand: Brand, faces: tuple[FaceFile, ...], tree: Tree, problems: Problems) -> dict[str, tuple[str, str]]:
    for script, named in brand.defaults.scripts.items():
        for key, family in (("serif", named.serif), ("sans", named.sans)):
            _known(family, faces, tree, ("defaults", "scripts", script, key), problems)
    return {script: (named.serif, named.sans) for script, named in brand.defaults.scripts.items()}


def _slide_measures(slides: Slides) -> SlideMeasures:
    width, height = slides.size
    return SlideMeasures(
        width=width,
        height=height,
        left=slides.margins.left,
        right=slides.margins.right,
        top=slides.margins.top,
        content_bottom=slides.content_bottom,
        thread_y=slides.thread.y,
        thread_height=slides.thread.height,
        footer_y=slides.footer_y,
        reserve=float(slides.reserve),
        body_min=slides.body_min,
    )


def _ornament(weave: Weave | None, tree: Tree, problems: Problems) -> Ornament | None:
    if weave is None:
        return None
    path = ("defaults", "ornament")
    if weave.last <= weave.first:
        message = f"the last year, {weave.last}, is not after the first, {weave.first}"
        problems.error("bad-years", message, tree.at(*path, "last"), "the first thread is the earliest year")
    for i, year in enumerate(weave.bare):
        if not weave.first <= year <= weave.last:
            message = f"{year} is not among the years {weave.first} to {weave.last}"
            problems.error("bad-years", message, tree.at(*path, "bare", i), "only a thread that is there can stay bare")
    return Ornament(weave.first, weave.last, tuple(sorted(set(weave.bare))), weave.undyed_after, weave.seed)
