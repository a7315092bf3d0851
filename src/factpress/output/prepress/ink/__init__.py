"""A finished RGB PDF to PDF/X-4 (ISO 15930-7): colours, images, boxes, output intent."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageCms

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import engine_folder
from factpress.design.theme import Theme
from factpress.output.prepress.ink.colour_map import Table
from factpress.output.prepress.ink.pdfx4 import mark_as_x4, trim_pages
from factpress.output.prepress.ink.recolour_stream import ForeignColourError, inks_of, repaint, space_of
from factpress.publication.printers import Printer


@dataclass(frozen=True, slots=True)
class Job:
    """What a press file says of itself, whom it is for, and what to do with pictures: "cmyk", "grey" or ""."""

    title: str
    author: str
    date: str  # an ISO 8601 day: the date of the file
    name: str  # of the product; with title and date it makes the document's id
    printer: Printer
    at: Location  # the product's file
    pictures: str = ""
    files: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """The publication's pictures by their pixels, so that one can be called by its name."""


ENGINES_OWN = Path("assets/icc/FOGRA39L_coated.icc")
"""The profile of a printer that names none: offset on coated paper. `assets/icc/README.md` has its origin."""


def profile_of(printer: Printer) -> bytes:
    """The ICC profile that the printer prints with."""
    return (printer.icc or engine_folder() / ENGINES_OWN).read_bytes()


def to_press(pdf: bytes, theme: Theme, job: Job) -> bytes:
    """The same pages in PDF/X-4 (ISO 15930-7): inks, boxes, a whole number of sheets; the same bytes every time.

    What a press has no use for is left out: links, and every colour that is none of the theme's.

    Raises Findings where a colour has no inks or too many, a picture in RGB has no rule, or a colour is written in
    a space that cannot be turned into inks.
    """
    problems, table, profile = Problems(), Table(theme), profile_of(job.printer)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _repaint_all(file, table, job.at, problems)
        convert_pictures(file, profile, job, problems)
        table.note(job.printer, problems)
        problems.raise_errors()
        trim_pages(file, job.printer.multiple)
        mark_as_x4(file, profile, title=job.title, author=job.author, date=job.date, name=job.name)
        out = io.BytesIO()
        file.save(
            out,
            force_version="1.6",  # what PDF/X-4 is written in (ISO 15930-7, 6.1)
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
    return out.getvalue()


def _repaint_all(file: pikepdf.Pdf, table: Table, place: Location, problems: Problems) -> None:
    """Every page, form, pattern and shading in inks."""
    for number, page in enumerate(file.pages, start=1):
        table.page = number
        with _Noted(problems, place, f"page {number}: "):
            page.Contents = pikepdf.Stream(file, repaint(page, page.resources, table, inherits=False))
    table.page = 0
    for thing in file.objects:
        with _Noted(problems, place, ""):
            if isinstance(thing, pikepdf.Stream) and _is_drawn(thing):
                resources = thing.get("/Resources")
                if not isinstance(resources, Dictionary):
                    resources = thing["/Resources"] = Dictionary()
                thing.write(repaint(thing, resources, table, inherits=thing.get("/Subtype") == "/Form"))
            _set_group(thing)
            for shading in _shadings(thing):
                _shade(shading, table)


class _Noted:
    """A colour that cannot be turned into inks becomes a finding, and the rest is looked at."""

    def __init__(self, problems: Problems, place: Location, page: str) -> None:
        self.problems, self.place, self.page = problems, place, page

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: object, _trace: object) -> bool:
        if not isinstance(error, ForeignColourError):
            return False
        message = f"{self.page}a colour is written as {error}, which has no inks of its own"
        hint = 'write it as a colour of the brand: "#1d3057"'
        self.problems.error("foreign-colour", message, self.place, hint)
        return True


def _shadings(thing: pikepdf.Object) -> list[pikepdf.Object]:
    """The gradients that a dictionary of resources names, or that a pattern stands on."""
    if not isinstance(thing, Dictionary):
        return []
    found: Any = thing.get("/Shading", None)
    if thing.get("/PatternType") == 2:
        return [found]
    return list(found.values()) if isinstance(found, Dictionary) and "/ShadingType" not in found else []


def _is_drawn(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1


def _set_group(thing: pikepdf.Object) -> None:
    """Transparency is blended in inks, too."""
    if not isinstance(thing, Dictionary | pikepdf.Stream):
        return
    group = thing.get("/Group")
    if isinstance(group, Dictionary) and group.get("/S") == "/Transparency" and "/CS" in group:
        group["/CS"] = Name("/DeviceCMYK")


def _shade(shading: pikepdf.Object, table: Table) -> None:
    """A gradient between colours of the theme, in inks; a grey one, as of a mask, stays."""
    if space_of(shading["/ColorSpace"]) in ("/DeviceGray", "/DeviceCMYK"):
        return
    functions = shading["/Function"]
    for function in functions if isinstance(functions, pikepdf.Array) else [functions]:
        for part in function.get("/Functions", [function]):
            if part.get("/FunctionType") != 2:  # anything but a blend of two colours
                raise ForeignColourError("a gradient that is calculated")
            for end, default in (("/C0", [0, 0, 0]), ("/C1", [1, 1, 1])):
                inks = inks_of(table, [float(share) for share in part.get(end, default)])
                part[end] = pikepdf.Array([round(share / 100, 4) for share in inks])
    shading["/ColorSpace"] = Name("/DeviceCMYK")


_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION


def convert_pictures(file: pikepdf.Pdf, profile: bytes, job: Job, problems: Problems) -> None:
    """Every picture in RGB by the job's rule, "cmyk" or "grey", in place; with "" each of them is noted as an error."""
    rule, limit = job.pictures, job.printer.ink_limit or 400
    for picture in _rgb(file):
        size = int(picture.Width), int(picture.Height)
        if not rule:
            named = f'"{job.files[size]}"' if size in job.files else f"a picture of {size[0]} by {size[1]} pixels"
            hint = 'say what becomes of pictures: "pictures: cmyk", or "pictures: grey"'
            problems.error("rgb-picture", f"{named} is in RGB, which no press prints", job.at, hint)
            continue
        image = pikepdf.PdfImage(picture).as_pil_image()
        converted = image.convert("L") if rule == "grey" else in_inks(image, profile, limit)
        picture.write(converted.tobytes())
        picture.ColorSpace = Name("/DeviceGray" if rule == "grey" else "/DeviceCMYK")
        picture.BitsPerComponent = 8
        for key in ("/Decode", "/DecodeParms", "/Intent"):
            if key in picture:
                del picture[key]


def in_inks(image: Image.Image, profile: bytes, limit: int) -> Image.Image:
    """The picture in CMYK by the profile, none of its spots with more than `limit` percent of ink.

    Colours are matched as they are, from the picture's own profile or sRGB, and black to black.
    """
    own = image.info.get("icc_profile")
    colours: Any = ImageCms  # without types where profiles are made
    source = colours.ImageCmsProfile(io.BytesIO(own)) if own else colours.createProfile("sRGB")
    target = colours.ImageCmsProfile(io.BytesIO(profile))
    how = ImageCms.Intent.RELATIVE_COLORIMETRIC
    turn = colours.buildTransform(source, target, "RGB", "CMYK", how, _BLACK_POINT)
    inks: Image.Image | None = colours.applyTransform(image.convert("RGB"), turn)
    if inks is None:  # only in place, which it is not
        raise ForeignColourError("a picture")
    return limited(inks, limit)


def limited(image: Image.Image, limit: int) -> Image.Image:
    """The CMYK picture with cyan, magenta and yellow taken back where all inks are more than `limit` percent."""
    shares = np.asarray(image, dtype=np.float32)
    colours, black = shares[..., :3].sum(axis=2), shares[..., 3]
    room = np.maximum(limit * 2.55 - black, 0)
    factor = np.minimum(1, room / np.maximum(colours, 1))
    if float(factor.min(initial=1)) >= 1:
        return image
    held = shares.copy()
    held[..., :3] = np.floor(shares[..., :3] * factor[..., None])
    return Image.fromarray(held.astype(np.uint8), "CMYK")


def _rgb(file: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    for thing in file.objects:
        if not isinstance(thing, pikepdf.Stream) or thing.get("/Subtype") != "/Image" or thing.get("/ImageMask"):
            continue
        space = thing.get("/ColorSpace")
        if space is None:
            continue
        if isinstance(space, pikepdf.Array) and space[0] == "/Indexed":
            space = space[1]
        if space_of(space) == "/DeviceRGB":
            yield thing
