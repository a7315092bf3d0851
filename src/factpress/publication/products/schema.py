"""The keys of `data/products/*.yaml`, and the kinds of products that may have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from factpress.core.diagnostics import Problems
from factpress.core.validation import Extent, Record, json_schema, matching
from factpress.core.yaml_positions import Tree
from factpress.publication.settings import inside_folder

FileStem = Annotated[
    str,
    matching(
        "bad-file-name",
        r"[a-z0-9]+(-[a-z0-9]+)*",
        '"{}" is not a valid file name',
        'use lower-case letters, digits and hyphens: "booklet-a5-read"',
    ),
]


class Side(Record):
    """The margins of one side: where the text column begins from the left edge, and ends before the right one."""

    left: Extent = Field(description="From the left edge of the page.")
    right: Extent = Field(description="From the right edge of the page.")


class Margins(Record):
    """What stays free around the text column."""

    top: Extent = Field(description="From the top edge.")
    bottom: Extent = Field(description="From the bottom edge.")
    verso: Side = Field(description="On left-hand pages.")
    recto: Side = Field(description="On right-hand pages.")


class Columns(Record):
    """The widths of the column of marks, of the gap, and of the text column."""

    marks: Extent = Field(description="The column of standing marks.")
    gap: Extent = Field(description="Between the two columns.")
    text: Extent = Field(description="The text column.")


class PageRecord(Record):
    """A book page as an editor writes it."""

    trim: tuple[Extent, Extent] = Field(strict=False, description="Width and height after cutting: [148mm, 210mm].")
    margins: Margins = Field(description="The white space around the columns.")
    columns: Columns = Field(description="The widths of the columns.")


class SheetMargins(Record):
    """What stays free around the type of a single sheet."""

    top: Extent = Field(description="From the top edge.")
    right: Extent = Field(description="From the right edge.")
    bottom: Extent = Field(description="From the bottom edge.")
    left: Extent = Field(description="From the left edge.")


class SheetRecord(Record):
    """A single sheet as an editor writes it."""

    size: tuple[Extent, Extent] = Field(strict=False, description="Width and height: [105mm, 148mm].")
    margins: SheetMargins = Field(description="The white space around the text.")


class SlidesRecord(Record):
    """The layout of the slides on paper."""

    per_page: Literal[3, 6] = Field(description="Slides per page: 3 in one column, or 6 in two columns.")
    beside: Literal["lines", "notes"] = Field(description="Lines for notes, or the speaker's notes.")


class ImpositionRecord(Record):
    """The layout of pages on sheets."""

    scheme: Literal["saddle-stitch", "n-up", "cut-and-stack", "duplicates", "tent"] = Field(
        description="Sheets folded and stapled; a grid in one of three orders; or a table tent."
    )
    sheet: tuple[Extent, Extent] = Field(strict=False, description="Width and height of the sheet as it is printed.")
    flip: Literal["short-edge", "long-edge", "none"] | None = Field(
        None, description="The edge about which the sheet is turned for its second side; none for one side only."
    )
    binding: Literal["left", "right"] | None = Field(None, description="The edge at which a booklet is bound: left.")
    grid: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]] | None = Field(
        None, strict=False, description="Columns and rows; as many as the sheet holds where it is left out."
    )
    gutter: Extent | None = Field(None, description="The space between the pages of a grid: 0mm.")
    foot: Extent | None = Field(None, description="The height of the foot of a tent: 0mm.")


class TypeRecord(Record):
    """The type of a booklet where it is not the brand's."""

    size: Extent = Field(description="The size of the text; all other type grows by as much.")


class ProductRecord(Record):
    """`data/products/<name>.yaml`: what is made, by which renderer, under which name."""

    renderer: str = Field(description="What makes it: booklet, deck, print, handout, imposed.")
    title: str = Field(description="Its title, for the list of files and the file's metadata.")
    file: FileStem = Field(description="The end of the file name, after the publication's file_stem: booklet-a5-read.")
    page: PageRecord | None = Field(None, description="The page of a booklet.")
    palette: Literal["light", "dark"] | None = Field(None, description="The palette of a deck.")
    shape: Literal["16:9", "4:3"] | None = Field(
        None, description='The shape of the slides of a deck: "4:3" for an old projector; otherwise that of the brand.'
    )
    sheet: SheetRecord | None = Field(None, description="The sheet of a print or a handout.")
    template: FileStem | None = Field(
        None, description="The template of a print, a file in templates/prints: prayer-card."
    )
    type: TypeRecord | None = Field(None, description="Larger type than the brand's: size: 18pt.")
    cues: str | None = Field(None, description="The booklet whose page numbers stand in the margin.")
    slides: SlidesRecord | None = Field(None, description="The layout of the slides on a handout.")
    printer: str | None = Field(None, description="The printer whose press it is for: print-shop-mm.")
    pictures: Literal["cmyk", "grey"] | None = Field(
        None, description="What becomes of pictures in RGB on a press: cmyk by the printer's profile, or grey."
    )
    content: Annotated[str, AfterValidator(inside_folder)] | None = Field(
        None, description="The text of a print: data/content/prints/bookmark.en.md."
    )
    sides: Annotated[int, Field(ge=1, le=8)] | None = Field(
        None, description="How many sides a print with a text has; each begins with a heading: 1."
    )
    read_from: Extent | None = Field(
        None, description="How far from a reader the QR code is, which says how large it must be: 300mm."
    )
    cloth: Extent | None = Field(None, description="The height of the pattern at the head of a side: 66mm.")
    of: str | None = Field(None, description="The product whose pages are imposed, or that a print tells about.")
    imposition: ImpositionRecord | None = Field(None, description="The layout of the pages on sheets.")


BOOKLET = "booklet"
PRINT = "print"
HANDOUT = "handout"
IMPOSED = "imposed"
DECK = "deck"
"""Renderers, as the key `renderer` names them."""

_KINDS_WITH_KEY = {
    "page": ("a booklet", BOOKLET),
    "palette": ("a deck", DECK),
    "shape": ("a deck", DECK),
    "sheet": ("a print or a handout", PRINT, HANDOUT),
    "slides": ("a handout", HANDOUT),
    "type": ("a booklet", BOOKLET),
    "cues": ("a booklet", BOOKLET),
    "template": ("a print", PRINT),
    "imposition": ("an imposed product", IMPOSED),
    "of": ("an imposed product or a print", IMPOSED, PRINT),
    "printer": ("what is printed", BOOKLET, IMPOSED, PRINT),
    "pictures": ("a booklet", BOOKLET),
    "content": ("a print", PRINT),
    "sides": ("a print", PRINT),
    "read_from": ("a print", PRINT),
    "cloth": ("a print", PRINT),
}
"""Keys that are valid for some kinds of products only: those kinds in words, and their renderers."""

_A = {"imposition": "an"} | dict.fromkeys(("pictures", "of", "sides", "read_from", "slides", "type", "cues"), "the key")


def check_keys(record: ProductRecord, tree: Tree, problems: Problems) -> bool:
    """Whether the kind of product has all keys of the file; report each other key as an error."""
    before = len(problems.errors)
    for key, (kinds, *renderers) in _KINDS_WITH_KEY.items():
        if record.renderer not in renderers and getattr(record, key) is not None:
            hint = f'remove "{key}", or write renderer: {renderers[0]}'
            problems.error("key-not-allowed", f"only {kinds} has {_A.get(key, 'a')} {key}", tree.key_at(key), hint)
    return len(problems.errors) == before


def product_schema(renderers: Iterable[str]) -> dict[str, Any]:
    """Return the JSON Schema of `data/products/*.yaml`; `renderers` are the allowed renderers."""
    schema = json_schema(ProductRecord, "A product")
    schema["properties"]["renderer"]["enum"] = sorted(renderers)
    return schema
