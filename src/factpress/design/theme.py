"""The look as tokens: colours, faces, type styles, and the few measures that belong to the brand.

Read from `data/brand.yml` (posit-dev/brand-yml, with our own extension under `defaults`). Nothing here knows CSS,
OOXML or matplotlib: each consumer turns tokens into its own language, in its own room. What the file may hold
stands in `brand`; a key that it leaves out is taken from the engine's own `assets/brand.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Problems, did_you_mean
from factpress.core.paths import Places, engine_folder, path_exists
from factpress.core.units import Length
from factpress.core.validation import Path_, Tree, check, overlaid, parse, read_text
from factpress.design.brand import Brand, PrintType, SlideType, Style, Weave, brand_schema
from factpress.design.font_files import IN_ASSETS, FaceFile, face_files
from factpress.design.palettes import (
    TEXT_ON_PAPER,
    TEXT_ON_SLIDES,
    Colour,
    Inks,
    Palette,
    contrast,
    inks_of,
    named_colours,
    palette,
)
from factpress.design.slide_grid import SlideMeasures, slide_measures

__all__ = [
    "Colour",
    "FaceFile",
    "Inks",
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
class TypeStyle:
    """Family, size, leading, weight and slope of one kind of text."""

    family: str
    size: Length
    leading: Length
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Ornament:
    """The cloth of years: one thread a year, some left bare, woven in three colours."""

    first: int
    last: int
    bare: tuple[int, ...]
    undyed_after: int
    seed: int


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
    inks: Mapping[Colour, Inks]  # what a press prints each colour with


# ── from brand.yml ──────────────────────────────────────────────────────────────────────────────────────────────

BRAND = Path("data/brand.yml")


def load_theme(places: Places, problems: Problems) -> Theme | None:
    """The theme of `data/brand.yml`, laid over the engine's own brand; None, and every error, where it is wrong."""
    tree = _brand_tree(places, problems)
    brand = check(tree, Brand, problems) if tree is not None else None
    if tree is None or brand is None:
        return None
    before = len(problems.errors)
    paper, slides = brand.defaults.print, brand.defaults.slides
    colours = named_colours(brand, tree, problems)
    palettes = {"print": palette(paper.theme, TEXT_ON_PAPER, colours, tree, ("defaults", "print", "theme"), problems)}
    for name, theme in sorted(slides.themes.items()):
        path = ("defaults", "slides", "themes", name)
        palettes[name] = palette(theme, TEXT_ON_SLIDES, colours, tree, path, problems)
    faces = face_files(brand, tree, places, problems)
    theme = Theme(
        name=brand.meta.name if isinstance(brand.meta.name, str) else brand.meta.name.short,
        colours=colours,
        palettes=palettes,
        faces=faces,
        print_type=_styles(paper.type, faces, tree, ("defaults", "print", "type"), problems),
        slide_type=_styles(slides.type, faces, tree, ("defaults", "slides", "type"), problems),
        slide=slide_measures(slides, tree, problems),
        scripts=_scripts(brand, faces, tree, problems),
        ornament=_ornament(brand.defaults.ornament, tree, problems),
        logo=places.asset(brand.logo) if brand.logo else None,
        inks=inks_of(brand, colours, tree, problems),
    )
    if brand.logo and theme.logo is None:
        problems.error("missing-file", f'there is no picture "{brand.logo}"', tree.at("logo"), IN_ASSETS)
    return theme if len(problems.errors) == before else None


def _brand_tree(places: Places, problems: Problems) -> Tree | None:
    engine = engine_folder()
    base = _tree(engine, engine / "assets" / "brand.yml", problems)
    own = _tree(places.root, BRAND, problems) if path_exists(places.root / BRAND) else base
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


MOST_YEARS = 300
"""Threads that an ornament has at the most: more of them would be finer than print."""


def _ornament(weave: Weave | None, tree: Tree, problems: Problems) -> Ornament | None:
    if weave is None:
        return None
    path = ("defaults", "ornament")
    if weave.last <= weave.first:
        message = f"the last year, {weave.last}, is not after the first, {weave.first}"
        problems.error("bad-years", message, tree.at(*path, "last"), "the first thread is the earliest year")
    elif weave.last - weave.first >= MOST_YEARS:
        message = f"{weave.first} to {weave.last} are {weave.last - weave.first + 1} years, and one thread is one year"
        problems.error("bad-years", message, tree.at(*path, "last"), f"at most {MOST_YEARS} can be woven")
    for i, year in enumerate(weave.bare):
        if not weave.first <= year <= weave.last:
            message = f"{year} is not among the years {weave.first} to {weave.last}"
            problems.error("bad-years", message, tree.at(*path, "bare", i), "only a thread that is there can stay bare")
    return Ornament(weave.first, weave.last, tuple(sorted(set(weave.bare))), weave.undyed_after, weave.seed)
