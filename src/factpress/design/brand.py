"""The keys of `data/brand.yml`: their types, and rules about single keys.

The keys are those of posit-dev/brand-yml (posit-dev.github.io/brand-yml). Keys that it does not define are under
`defaults`, which that format reserves for tools. Names of colours and font families are checked in `theme`.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from factpress.core.units import Length, pt
from factpress.core.validation import Extent, Number, Record, RequiredText, invalid, json_schema, matching

MIN_SLIDE_BODY = pt(28)
"""The minimum size of body text on a slide, so that it is legible in the last row of a long room."""


class HyphenatedRecord(Record):
    """A record whose keys have hyphens."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))


def _type_size(size: Length) -> Length:
    if size.exact_emu <= 0:
        raise invalid("bad-value", "the size of type must be positive", "write a size such as 10pt")
    return size


def _slide_body(size: Length) -> Length:
    if size < MIN_SLIDE_BODY:
        hint = "write less text on the slide instead"
        least = f"{MIN_SLIDE_BODY.pt:g}"
        raise invalid("small-slide-type", f"{size.pt:g} pt is too small for a slide: at least {least} pt", hint)
    return size


TypeSize = Annotated[Extent, AfterValidator(_type_size)]


class Style(Record):
    """Family, size, leading, weight and slope of one kind of text."""

    family: str
    size: TypeSize
    leading: TypeSize
    weight: int = Field(default=400, ge=1, le=1000)
    style: Literal["normal", "italic"] = "normal"


class BodyStyle(Style):
    """Body text on a slide."""

    size: Annotated[TypeSize, AfterValidator(_slide_body)]


class PrintType(HyphenatedRecord):
    """The styles of text on paper."""

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


class SlideType(HyphenatedRecord):
    """The styles of text on slides.

    Text of a deck follows the two fonts of its theme: the family of `slide-heading`, and that of `body`. A third family
    keeps its name, so it stays when a presenter chooses other theme fonts. Programs know two weights: from 600, a style
    is bold, which is the face of its family that is nearest to 700.
    """

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
    """The colours of a palette, each as a name in `color` or as "#rrggbb".

    `tint` is the ground of panels and of land on maps, `band` that of a highlighted range in a chart, and `sea` that of
    the sea. The default of each is a mixture of `line` and `background`.
    """

    background: str
    foreground: str
    heading: str
    soft: str
    line: str
    accent: str
    bar: str
    second: str
    third: str
    tint: str | None = None
    band: str | None = None
    sea: str | None = None


class SlideMargins(Record):
    """The margins of a slide."""

    left: Extent
    right: Extent
    top: Extent


class Thread(Record):
    """The line above the footer of every slide."""

    y: Extent
    height: Extent


class Slides(HyphenatedRecord):
    """Slides: size, grid, colours and type."""

    size: tuple[TypeSize, TypeSize] = Field(strict=False)
    margins: SlideMargins
    content_bottom: Extent
    thread: Thread
    footer_y: Extent
    reserve: Annotated[
        Number,
        Field(ge=0, le=0.5, description="The least share by which another font may be wider than that of the deck."),
    ]
    body_min: Annotated[TypeSize, AfterValidator(_slide_body)]
    themes: dict[Literal["light", "dark"], Colours]
    type: SlideType


Percent = Annotated[Number, Field(ge=0, le=100)]
Shares = Annotated[tuple[Percent, Percent, Percent, Percent], Field(strict=False)]


class Print(Record):
    """Paper: colours and type, and the inks of each colour: cyan, magenta, yellow and black, in percent."""

    theme: Colours
    type: PrintType
    inks: dict[str, Shares] = Field(default_factory=dict[str, Shares])


class ScriptFamilies(Record):
    """The font families of a script."""

    serif: str
    sans: str


class PatternRecord(HyphenatedRecord):
    """The ornament: a line for each year from `first` to `last`, except the `bare` ones, and plain lines after them."""

    first: int = Field(ge=1, le=9999)
    last: int = Field(ge=1, le=9999)
    bare: tuple[int, ...] = Field(default=(), strict=False)
    undyed_after: int = Field(default=0, ge=0, le=100)
    seed: int = Field(default=0, ge=0)


class Extension(Record):
    """The keys that brand.yml does not define."""

    scripts: dict[str, ScriptFamilies]
    print: Print
    slides: Slides
    ornament: PatternRecord | None = None


def font_files_hint(family: str) -> str:
    """Return how the files of a font family are added to the publication."""
    stem = re.sub(r"[^A-Za-z0-9]", "", family) or "Font"
    files = f"[{{path: fonts/{stem}-Regular.ttf}}, {{path: fonts/{stem}-Bold.ttf, weight: 700}}]"
    return (
        "copy its font files (.ttf, .otf) into the folder assets/fonts, and declare them in data/brand.yml: "
        f"typography: {{fonts: [{{family: {family}, files: {files}}}]}}"
    )


class FontFile(Record):
    """One font file of a family, below `assets`."""

    path: str
    weight: int = Field(default=400, ge=1, le=1000)
    style: Literal["normal", "italic"] = "normal"


class Family(Record):
    """A font family. Fonts are read from files only: none is downloaded, and no installed one is used."""

    family: Annotated[
        str,
        matching(
            "bad-name",
            r"[^\W_][\w .&+'’-]{0,79}",
            '"{}" is not a name of a font family',
            "write letters, digits, spaces and hyphens only, as in: Source Serif 4",
        ),
    ]
    source: Literal["file"] = "file"
    files: list[FontFile] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _check_files(cls, data: object) -> object:
        """Report a font without files, as brand.yml has it for fonts of the web and of the machine."""
        given = cast("dict[str, object]", data) if isinstance(data, dict) else None
        if given is not None and isinstance(given.get("family"), str):
            name, source = str(given["family"]), given.get("source", "file")
            if source != "file" or not given.get("files"):
                where = f'from "{source}" ' if source != "file" else ""
                message = f'the font "{name}" {where}has no files, and only fonts from files are used'
                raise invalid("missing-font-files", message, font_files_hint(name))
        return cast("object", data)


class Typography(Record):
    """The fonts."""

    fonts: list[Family]

    @model_validator(mode="before")
    @classmethod
    def _check_keys(cls, data: object) -> object:
        """Report the keys with which brand.yml chooses fonts by name."""
        given = cast("dict[str, object]", data) if isinstance(data, dict) else {}
        for key in ("base", "headings", "monospace", "monospace-inline", "monospace-block", "link"):
            if key in given:
                chosen = given[key]
                named = cast("dict[str, object]", chosen).get("family") if isinstance(chosen, dict) else chosen
                hint = font_files_hint(named if isinstance(named, str) else "My Font")
                hint += "; then name it in the type styles, under defaults: print: type"
                raise invalid("missing-font-files", f'the key "{key}" of brand.yml is not read', hint)
        return cast("object", data)


class Color(Record):
    """The palette, and the roles of colours in brand.yml. The names of both may be used for colours."""

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

    short: RequiredText
    full: RequiredText | None = None


class Meta(Record):
    """Whose brand it is."""

    name: RequiredText | Name


class LogoImage(Record):
    """A picture of the logo, by its path."""

    path: RequiredText
    alt: str | None = None


class LogoVariants(Record):
    """The pictures of the logo for light and for dark backgrounds: names of `images`, or paths."""

    light: RequiredText | None = None
    dark: RequiredText | None = None


class LogoSet(Record):
    """The pictures of the logo, and which of them is used in each size."""

    images: dict[str, RequiredText | LogoImage] = Field(default_factory=dict[str, str | LogoImage])
    small: RequiredText | LogoVariants | None = None
    medium: RequiredText | LogoVariants | None = None
    large: RequiredText | LogoVariants | None = None


class Brand(Record):
    """`data/brand.yml`. Missing keys have the values of the engine's brand file."""

    meta: Meta
    logo: RequiredText | LogoSet | None = Field(
        None,
        description="The logo on covers, slides, prints and the evidence sheet: a picture in assets, or several, for"
        " light and dark backgrounds. Its alternative text is the name of the organisation.",
    )
    color: Color
    typography: Typography
    defaults: Extension


def brand_schema() -> dict[str, Any]:
    """Return the JSON Schema of `data/brand.yml`.

    Missing keys have the engine's values, so no key is required, except in items of lists.
    """
    schema = json_schema(Brand, "The look")
    whole = {FontFile.__name__, Family.__name__, LogoImage.__name__}
    for name, group in [("", schema), *schema["$defs"].items()]:
        if name not in whole:
            group.pop("required", None)
    return schema
