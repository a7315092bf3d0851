"""The theme: colours, fonts, type styles and the grid of slides as plain values, from `data/brand.yml`.

The theme does not know CSS, OOXML or matplotlib; each renderer converts it. The keys of the file are in `brand`. Keys
that are not given are taken from the engine's `assets/brand.yml`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.paths import Places, engine_folder, path_exists
from factpress.core.units import Length, pt
from factpress.core.validation import validate
from factpress.core.yaml_positions import Tree, YamlPath, overlay, read_tree
from factpress.design.brand import Brand, PatternRecord, PrintType, Slides, SlideType, font_files_hint
from factpress.design.drawings import LineDrawing, load_drawings
from factpress.design.font_files import FaceFile, load_faces
from factpress.design.logo import Logo, load_logo
from factpress.design.palettes import (
    TEXT_ON_PAPER,
    TEXT_ON_SLIDES,
    Colour,
    Inks,
    LowContrasts,
    Palette,
    build_palette,
    ink_table,
    named_colours,
    report_low_contrasts,
)
from factpress.design.slide_templates import SlideTemplate, load_slide_templates


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Family, size, leading, weight, slope and tracking, in thousandths of an em, of one kind of text."""

    family: str
    size: Length
    leading: Length
    weight: int = 400
    italic: bool = False
    tracking: int = 0

    @property
    def letter_spacing(self) -> Length:
        """The space after each character, in whole hundredths of a point, as office files have it."""
        return pt(round(self.tracking * self.size.pt / 10) / 100)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The ornament: one line for each year, some of them left out, in three colours."""

    first: int
    last: int
    bare: tuple[int, ...]
    undyed_after: int
    seed: int


@dataclass(frozen=True, slots=True)
class SlideGrid:
    """Size, margins and lines of a slide."""

    width: Length
    height: Length
    left: Length
    right: Length
    top: Length
    content_bottom: Length
    thread_y: Length
    thread_height: Length
    footer_y: Length
    reserve: float  # least share by which a replacing font may be wider
    body_min: Length


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of the brand."""

    name: str  # short name of the organisation's brand
    colours: Mapping[str, Colour]  # the brand's palette by name
    palettes: Mapping[str, Palette]  # "print", "light", "dark"
    faces: tuple[FaceFile, ...]
    print_type: Mapping[str, TypeStyle]  # "body", "h2", "footnote", …
    slide_type: Mapping[str, TypeStyle]  # "title", "statement", "body", …
    slide: SlideGrid
    scripts: Mapping[str, tuple[str, str]]  # ISO 15924 script -> (serif family, sans family) for it
    ornament: Pattern | None
    logo: Logo | None
    inks: Mapping[Colour, Inks]  # CMYK inks of each colour
    slide_templates: tuple[SlideTemplate, ...] = ()  # those of the publication
    slide_template: SlideTemplate | None = None  # the one of a deck (`output.deck.slide_size`)
    drawings: Mapping[str, LineDrawing] = dataclasses.field(default_factory=dict[str, LineDrawing])


# ── loading ─────────────────────────────────────────────────────────────────────────────────────────────────────

BRAND = Path("data/brand.yml")


def load_theme(places: Places, problems: Problems) -> Theme | None:
    """Return the theme of `data/brand.yml`; None, with all errors, if it is invalid."""
    tree = _brand_tree(places, problems)
    brand = validate(tree, Brand, problems) if tree is not None else None
    if tree is None or brand is None:
        return None
    before = len(problems.errors)
    paper, slides = brand.defaults.print, brand.defaults.slides
    colours = named_colours(brand, tree, problems)
    low: LowContrasts = {}
    path = ("defaults", "print", "theme")
    palettes = {"print": build_palette(paper.theme, TEXT_ON_PAPER, colours, tree, path, problems, low)}
    for name, theme in sorted(slides.themes.items()):
        path = ("defaults", "slides", "themes", name)
        palettes[name] = build_palette(theme, TEXT_ON_SLIDES, colours, tree, path, problems, low)
    report_low_contrasts(low, problems)
    faces = load_faces(brand, tree, places, problems)
    theme = Theme(
        name=brand.meta.name if isinstance(brand.meta.name, str) else brand.meta.name.short,
        colours=colours,
        palettes=palettes,
        faces=faces,
        print_type=_type_styles(paper.type, faces, tree, ("defaults", "print", "type"), problems),
        slide_type=_type_styles(slides.type, faces, tree, ("defaults", "slides", "type"), problems),
        slide=_slide_grid(slides, tree, problems),
        scripts=_scripts(brand, faces, tree, problems),
        ornament=_pattern(brand.defaults.ornament, tree, problems),
        logo=load_logo(brand, tree, places, problems),
        inks=ink_table(brand, colours, palettes["print"], tree, problems),
        slide_templates=load_slide_templates(places, problems),
        drawings=load_drawings(places),
    )
    return theme if len(problems.errors) == before else None


def _brand_tree(places: Places, problems: Problems) -> Tree | None:
    """The publication's brand file, with the keys of the engine's own where it has none."""
    engine = engine_folder()
    base = read_tree(engine, engine / "assets" / "brand.yml", problems)
    own = read_tree(places.files, BRAND, problems) if path_exists(places.root / BRAND) else base
    if own is None or base is None or own.data is None:
        return own
    tree = overlay(base, own)
    families = tree.get("typography", "fonts")
    if isinstance(families, list):
        # lists are replaced as a whole, but the type styles of the engine still name its families
        fonts = cast("list[Any]", families)
        named = [tree.get("typography", "fonts", i, "family") for i in range(len(fonts))]
        fonts += [font for font in base.get("typography", "fonts") if font["family"] not in named]
    return tree


def _check_family(family: str, faces: Iterable[FaceFile], tree: Tree, path: YamlPath, problems: Problems) -> None:
    families = {face.family for face in faces}
    if family not in families:
        hint = did_you_mean(family, families)
        if not hint.startswith("did you mean"):
            hint = f"{font_files_hint(family)}; or use one that is there: {', '.join(sorted(families))}"
        problems.error("unknown-family", f'there is no font family "{family}"', tree.at(*path), hint)


def _type_styles(
    written: PrintType | SlideType, faces: tuple[FaceFile, ...], tree: Tree, path: YamlPath, problems: Problems
) -> dict[str, TypeStyle]:
    out: dict[str, TypeStyle] = {}
    for field, style in written:
        key = field.replace("_", "-")
        _check_family(style.family, faces, tree, (*path, key, "family"), problems)
        out[key] = TypeStyle(style.family, style.size, style.leading, style.weight, style.style == "italic")
    return out


def _scripts(brand: Brand, faces: tuple[FaceFile, ...], tree: Tree, problems: Problems) -> dict[str, tuple[str, str]]:
    for script, families in brand.defaults.scripts.items():
        for key, family in families:
            _check_family(family, faces, tree, ("defaults", "scripts", script, key), problems)
    return {script: (families.serif, families.sans) for script, families in brand.defaults.scripts.items()}


MAX_YEARS = 300
"""The maximum number of lines of the pattern; more could not be printed."""


def _pattern(record: PatternRecord | None, tree: Tree, problems: Problems) -> Pattern | None:
    if record is None:
        return None
    path = ("defaults", "ornament")
    first, last = record.first, record.last
    if last <= first:
        message = f"the last year, {last}, is not after the first, {first}"
        problems.error("bad-years", message, tree.at(*path, "last"), "the first line is the earliest year")
    elif last - first >= MAX_YEARS:
        message = f"{first} to {last} are {last - first + 1} years, and each year is one line"
        problems.error("bad-years", message, tree.at(*path, "last"), f"the limit is {MAX_YEARS} years")
    for i, year in enumerate(record.bare):
        if not first <= year <= last:
            message = f"{year} is not one of the years {first} to {last}"
            problems.error("bad-years", message, tree.at(*path, "bare", i), "name years of the pattern only")
    return Pattern(first, last, tuple(sorted(set(record.bare))), record.undyed_after, record.seed)


# ── grid of slides ──────────────────────────────────────────────────────────────────────────────────────────────

MIN_CONTENT = (pt(300), pt(200))
"""The minimum width and height of a slide's content. If there is less, a size or a margin is a typing error."""


def _slide_grid(slides: Slides, tree: Tree, problems: Problems) -> SlideGrid:
    """The grid of `defaults: slides`. Report errors if it leaves no space for content."""
    width, height = slides.size
    margins, thread = slides.margins, slides.thread
    across: list[YamlPath] = [("size", 0), ("margins", "left"), ("margins", "right")]
    down: list[YamlPath] = [("size", 1), ("content-bottom",), ("margins", "top")]
    for extent, minimum, side, paths in (
        (width - margins.left - margins.right, MIN_CONTENT[0], "wide", across),
        (slides.content_bottom - margins.top, MIN_CONTENT[1], "high", down),
    ):
        if extent < minimum:
            message = f"the content of a slide would be {extent.pt:g} pt {side}: at least {minimum.pt:g} pt"
            hint = 'increase "size" or reduce "margins"; "content-bottom" is measured from the top'
            problems.error("no-room", message, _own_position(tree, paths), hint)
    ends: dict[YamlPath, Length] = {
        ("content-bottom",): slides.content_bottom,
        ("thread", "y"): thread.y + thread.height,
        ("footer-y",): slides.footer_y,
    }
    for path, end in ends.items():
        if end > height:
            message = f"this is {(end - height).pt:g} pt below the slide, which is {height.pt:g} pt high"
            problems.error("no-room", message, _own_position(tree, [path, ("size", 1)]), "it is measured from the top")
    return SlideGrid(
        width=width,
        height=height,
        left=margins.left,
        right=margins.right,
        top=margins.top,
        content_bottom=slides.content_bottom,
        thread_y=thread.y,
        thread_height=thread.height,
        footer_y=slides.footer_y,
        reserve=float(slides.reserve),
        body_min=slides.body_min,
    )


def _own_position(tree: Tree, paths: list[YamlPath]) -> Location:
    """The position of the first of these keys that is in the publication's own file; else of the first key."""
    found = [tree.at("defaults", "slides", *path) for path in paths]
    return next((place for place in found if place.path == tree.path), found[0])
