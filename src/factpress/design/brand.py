"""`brand.yml` as an editor writes it: the keys, their types, and the rules that one key alone can break.

The outer keys follow posit-dev/brand-yml (posit-dev.github.io/brand-yml); all that it has no word for stands under
`defaults`, which that format leaves to each tool. Names of colours and families are looked up in `theme`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from factpress.core.units import Length, pt
from factpress.core.validation import Extent, Number, Record, fault, json_schema

LEAST_SLIDE_BODY = pt(28)
"""The smallest type of running words on a slide: what the last row of a long room still reads."""


class Hyphened(Record):
    """A record whose keys are written with hyphens, as brand.yml writes them."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))


def _type_size(size: Length) -> Length:
    if size.exact_emu <= 0:
        raise fault("bad-value", "type of no size cannot be set", "write a size such as 10pt")
    return size


def _slide_body(size: Length) -> Length:
    if size < LEAST_SLIDE_BODY:
        hint = "fewer words on a slide serve a room better than smaller ones"
        least = f"{LEAST_SLIDE_BODY.pt:g}"
        raise fault("small-slide-type", f"{size.pt:g} pt is too small for a slide: at least {least} pt", hint)
    return size


def _share(number: Decimal) -> Decimal:
    if not 0 <= number <= Decimal("0.5"):
        raise fault("bad-value", f"{number} is no share of a line to keep free", "write a share from 0 to 0.5: 0.04")
    return number


def _said(text: str) -> str:
    if not text.strip():
        raise fault("empty-text", "the name is empty", "write whose brand it is")
    return text.strip()


Said = Annotated[str, AfterValidator(_said)]
TypeSize = Annotated[Extent, AfterValidator(_type_size)]


class Style(Record):
    """Family, size, leading, weight and slope of one kind of text."""

    family: str
    size: TypeSize
    leading: TypeSize
    weight: int = Field(default=400, ge=1, le=1000)
    style: Literal["normal", "italic"] = "normal"


class BodyStyle(Style):
    """Running words on a slide."""

    size: Annotated[TypeSize, AfterValidator(_slide_body)]


class PrintType(Hyphened):
    """Every kind of text that paper has."""

    cover_title: Style
    opener_title: Style
    h2: Style
    h3: Style
    lead: Style
    pull_quote: Style
    body: Style
    sources: Style
    footnote: Style
    figure_label: Style
    callout_figure: Style
    mark: Style
    source_line: Style
    running_head: Style
    folio: Style


class SlideType(Hyphened):
    """Every kind of text that a slide has."""

    title: Style
    section: Style
    statement: Style
    big_number: Style
    big_number_unit: Style
    quote: Style
    slide_heading: Style
    body: BodyStyle
    chart_label: Style
    axis_label: Style
    mark: Style
    footer: Style


class Colours(Record):
    """The colours of one setting, each by its name in `color`, or as "#rrggbb"."""

    background: str
    foreground: str
    heading: str
    soft: str
    line: str
    accent: str
    bar: str
    second: str
    third: str


class SlideMargins(Record):
    """What stays free at the slide's edges."""

    left: Extent
    right: Extent
    top: Extent


class Thread(Record):
    """The thread above the foot of every slide."""

    y: Extent
    height: Extent


class Slides(Hyphened):
    """Slides: size, grid, colours and type."""

    size: tuple[TypeSize, TypeSize] = Field(strict=False)
    margins: SlideMargins
    content_bottom: Extent
    thread: Thread
    footer_y: Extent
    reserve: Annotated[Number, AfterValidator(_share)]
    body_min: Annotated[TypeSize, AfterValidator(_slide_body)]
    themes: dict[Literal["light", "dark"], Colours]
    type: SlideType


def _percent(number: Decimal) -> Decimal:
    if not 0 <= number <= 100:
        raise fault("bad-value", f"{number} is no share of an ink", "write a percentage from 0 to 100")
    return number


Percent = Annotated[Number, AfterValidator(_percent)]
Shares = Annotated[tuple[Percent, Percent, Percent, Percent], Field(strict=False)]


class Print(Record):
    """Paper: colours and type, and the inks of each colour: cyan, magenta, yellow and black, in percent."""

    theme: Colours
    type: PrintType
    inks: dict[str, Shares] = Field(default_factory=dict[str, Shares])


class ScriptFamilies(Record):
    """The families that set a script."""

    serif: str
    sans: str


class Weave(Hyphened):
    """The cloth of years: the threads from `first` to `last`, those left bare, and the undyed ones after."""

    first: int = Field(ge=1, le=9999)
    last: int = Field(ge=1, le=9999)
    bare: tuple[int, ...] = Field(default=(), strict=False)
    undyed_after: int = Field(default=0, ge=0, le=100)
    seed: int = Field(default=0, ge=0)


class Extension(Record):
    """What brand.yml has no word for."""

    scripts: dict[str, ScriptFamilies]
    print: Print
    slides: Slides
    ornament: Weave | None = None


class FontFile(Record):
    """One font file of a family, below `assets`."""

    path: str
    weight: int = Field(default=400, ge=1, le=1000)
    style: Literal["normal", "italic"] = "normal"


def _family_name(name: str) -> str:
    if not re.fullmatch(r"[^\W_][\w .&+'’-]{0,79}", name):
        hint = "write letters, digits, spaces and hyphens only, as in: Source Serif 4"
        raise fault("bad-name", f'"{name}" cannot name a family of fonts', hint)
    return name


class Family(Record):
    """A family of fonts. Only files are read: no font is fetched, and none of the machine's is used."""

    family: Annotated[str, AfterValidator(_family_name)]
    source: Literal["file"] = "file"
    files: list[FontFile] = Field(min_length=1)


class Typography(Record):
    """The fonts."""

    fonts: list[Family]


class Color(Record):
    """The palette, and brand.yml's names for what a colour is for; each may stand where a colour is asked for."""

    palette: dict[str, str]
    foreground: str | None = None
    background: str | None = None
    primary: str | None = None
    secondary: str | None = None
    tertiary: str | None = None
    success: str | None = None
    info: str | None = None
    warning: str | None = None
    danger: str | None = None
    light: str | None = None
    dark: str | None = None


class Name(Record):
    """The organisation's name, short and in full."""

    short: Said
    full: Said | None = None


class Meta(Record):
    """Whose brand it is."""

    name: Said | Name


class Brand(Record):
    """`data/brand.yml`. A key that is left out is the engine's own."""

    meta: Meta
    logo: str | None = None
    color: Color
    typography: Typography
    defaults: Extension


def brand_schema() -> dict[str, Any]:
    """The JSON Schema of `data/brand.yml`, where every key may be left out.

    The engine's own brand stands under the publication's, so "required" is dropped wherever a group of keys is laid
    over another; an item of a list replaces nothing and keeps what it needs.
    """
    schema = json_schema(Brand, "The look")
    whole = {FontFile.__name__, Family.__name__}
    for name, group in [("", schema), *schema["$defs"].items()]:
        if name not in whole:
            group.pop("required", None)
    return schema
