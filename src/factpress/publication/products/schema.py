"""What a product's file says, key by key."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from factpress.core.validation import Extent, Record, fault, json_schema
from factpress.publication.products.imposition import ImpositionRecord
from factpress.publication.settings import within_folder


def _file_stem(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        hint = 'small letters, digits and hyphens travel everywhere: "booklet-a5-read"'
        raise fault("bad-file-name", f'"{name}" is not a name for a file', hint)
    return name


class Side(Record):
    """The margins of one side: where the text column begins from the left edge, and ends before the right one."""

    left: Extent
    right: Extent


class Margins(Record):
    """What stays free around the text column."""

    top: Extent
    bottom: Extent
    verso: Side
    recto: Side


class Columns(Record):
    """The widths of the marks column, of the gap beside it, and of the text column."""

    marks: Extent
    gap: Extent
    text: Extent


class PageRecord(Record):
    """A book page as an editor writes it."""

    trim: tuple[Extent, Extent] = Field(strict=False)
    margins: Margins
    columns: Columns


class SheetMargins(Record):
    """What stays free around the type of a single sheet."""

    top: Extent
    right: Extent
    bottom: Extent
    left: Extent


class SheetRecord(Record):
    """A single sheet as an editor writes it."""

    size: tuple[Extent, Extent] = Field(strict=False)
    margins: SheetMargins


class SlidesRecord(Record):
    """How the slides of the deck lie on paper."""

    per_page: Literal[3, 6] = Field(description="Slides a page: 3 below each other, or 6, two beside each other.")
    beside: Literal["lines", "notes"] = Field(description="Lines to write on, or what the speaker says.")


class TypeRecord(Record):
    """The type of a booklet where it is not the brand's."""

    size: Extent = Field(description="The size of the text; all other type grows by as much.")


class ProductRecord(Record):
    """`data/products/<name>.yaml`: what is made, by which renderer, under which name."""

    renderer: str
    title: str
    file: Annotated[str, AfterValidator(_file_stem)]
    page: PageRecord | None = None
    palette: Literal["light", "dark"] | None = None
    sheet: SheetRecord | None = None
    template: Annotated[str, AfterValidator(_file_stem)] | None = None
    type: TypeRecord | None = Field(None, description="Larger type than the brand's: size: 18pt.")
    cues: str | None = Field(None, description="The booklet whose page numbers stand in the margin.")
    slides: SlidesRecord | None = Field(None, description="How the slides of the deck lie on a handout.")
    printer: str | None = Field(None, description="The printer whose press it is for: print-shop-mm.")
    pictures: Literal["cmyk", "grey"] | None = Field(
        None, description="What becomes of pictures in RGB on a press: cmyk by the printer's profile, or grey."
    )
    content: Annotated[str, AfterValidator(within_folder)] | None = Field(
        None, description="The text of a print: data/content/prints/bookmark.en.md."
    )
    sides: Annotated[int, Field(ge=1, le=8)] | None = Field(
        None, description="How many sides a print with a text has; each begins with a heading: 1."
    )
    read_from: Extent | None = Field(
        None, description="How far from a reader the QR code is, which says how large it must be: 300mm."
    )
    cloth: Extent | None = Field(None, description="How high the ornament stands on a print's first side: 0mm.")
    of: str | None = Field(None, description="The product whose pages are imposed, or that a print tells about.")
    imposition: ImpositionRecord | None = Field(None, description="How the pages lie on sheets.")


def product_schema() -> dict[str, Any]:
    """The JSON Schema of `data/products/*.yaml`."""
    return json_schema(ProductRecord, "A product")
