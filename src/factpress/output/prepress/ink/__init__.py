"""A finished RGB PDF to PDF/X-4 (ISO 15930-7): colours, images, boxes, output intent."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageCms

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import engine_folder
from factpress.core.regular_files import read_regular
from factpress.design.theme import Theme
from factpress.output.prepress.ink.colour_map import ColourMap
from factpress.output.prepress.ink.pdfx4 import mark_as_x4, trim_pages
from factpress.output.prepress.ink.recolour_stream import ForeignColourError, inks_of, recolour, space_of
from factpress.publication.printers import Printer


@dataclass(frozen=True, slots=True)
class Job:
    """The metadata and printer of a press file, and what to do with RGB images: "cmyk", "grey" or "" (an error)."""

    title: str
    author: str
    date: str  # an ISO 8601 day: the date of the file
    name: str  # of the product; with title and date it makes the document's id
    printer: Printer
    at: Location  # the product's file
    pictures: str = ""
    files: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """Names of image files by their size in pixels, for messages."""


DEFAULT_PROFILE = Path("assets/icc/FOGRA39L_coated.icc")
"""The default profile: offset printing on coated paper. `assets/icc/README.md` has its origin."""


def icc_profile(printer: Printer) -> bytes:
    """The bytes of the ICC profile of a printer."""
    return read_regular(printer.icc or engine_folder() / DEFAULT_PROFILE)


def convert_to_pdfx4(pdf: bytes, theme: Theme, job: Job) -> bytes:
    """The pages as PDF/X-4 (ISO 15930-7): in inks, with boxes, filled up to whole sheets. The result is reproducible.

    Links are removed. Raises Findings if a colour has no inks or too much ink, an RGB image has no rule, or a colour
    space cannot be converted.
    """
    problems, colour_map, profile = Problems(), ColourMap(theme), icc_profile(job.printer)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        _recolour_all(file, colour_map, job.at, problems)
        convert_images(file, profile, job, problems)
        colour_map.report(job.printer, problems)
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


def _recolour_all(file: pikepdf.Pdf, colour_map: ColourMap, place: Location, problems: Problems) -> None:
    """Convert every page, form, pattern and shading to inks."""
    for number, page in enumerate(file.pages, start=1):
        colour_map.page = number
        with _report_foreign_colour(problems, place, f"page {number}: "):
            page.Contents = pikepdf.Stream(file, recolour(page, page.resources, colour_map, inherits=False))
    colour_map.page = 0
    for thing in file.objects:
        with _report_foreign_colour(problems, place, ""):
            if isinstance(thing, pikepdf.Stream) and (
                thing.get("/Subtype") == "/Form" or thing.get("/PatternType") == 1
            ):
                resources = thing.get("/Resources")
                if not isinstance(resources, Dictionary):
                    resources = thing["/Resources"] = Dictionary()
                thing.write(recolour(thing, resources, colour_map, inherits=thing.get("/Subtype") == "/Form"))
            _set_group(thing)
            for shading in _shadings(thing):
                _recolour_gradient(shading, colour_map)


@contextmanager
def _report_foreign_colour(problems: Problems, place: Location, page: str) -> Generator[None]:
    """Report a colour that cannot be converted, and go on."""
    try:
        yield
    except ForeignColourError as error:
        message = f"{page}a colour is written as {error}, which has no inks"
        problems.error("unsupported-colour", message, place, 'write it as a colour of the brand: "#1d3057"')


def _shadings(thing: pikepdf.Object) -> list[pikepdf.Object]:
    """The gradients in a resource dictionary, or of a pattern."""
    if not isinstance(thing, Dictionary):
        return []
    found: Any = thing.get("/Shading", None)
    if thing.get("/PatternType") == 2:
        return [found]
    return list(found.values()) if isinstance(found, Dictionary) and "/ShadingType" not in found else []


def _set_group(thing: pikepdf.Object) -> None:
    """Blend transparency in CMYK."""
    if not isinstance(thing, Dictionary | pikepdf.Stream):
        return
    group = thing.get("/Group")
    if isinstance(group, Dictionary) and group.get("/S") == "/Transparency" and "/CS" in group:
        group["/CS"] = Name("/DeviceCMYK")


def _recolour_gradient(shading: pikepdf.Object, colour_map: ColourMap) -> None:
    """Convert a gradient to inks; a grey one, as in a mask, is kept."""
    if space_of(shading["/ColorSpace"]) in ("/DeviceGray", "/DeviceCMYK"):
        return
    functions = shading["/Function"]
    for function in functions if isinstance(functions, pikepdf.Array) else [functions]:
        for part in function.get("/Functions", [function]):
            if part.get("/FunctionType") != 2:  # not an interpolation of two colours
                raise ForeignColourError("a gradient that is calculated")
            for end, default in (("/C0", [0, 0, 0]), ("/C1", [1, 1, 1])):
                inks = inks_of(colour_map, [float(share) for share in part.get(end, default)])
                part[end] = pikepdf.Array([round(share / 100, 4) for share in inks])
    shading["/ColorSpace"] = Name("/DeviceCMYK")


_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION


def convert_images(file: pikepdf.Pdf, profile: bytes, job: Job, problems: Problems) -> None:
    """Convert every RGB image by the job's rule, "cmyk" or "grey", in place; without a rule report each as an error."""
    rule, limit = job.pictures, job.printer.ink_limit or 400
    for picture in _rgb_images(file):
        size = int(picture.Width), int(picture.Height)
        if not rule:
            named = f'"{job.files[size]}"' if size in job.files else f"a picture of {size[0]} by {size[1]} pixels"
            hint = 'say what becomes of pictures: "pictures: cmyk", or "pictures: grey"'
            problems.error("rgb-picture", f"{named} is in RGB, which no press prints", job.at, hint)
            continue
        image = pikepdf.PdfImage(picture).as_pil_image()
        converted = image.convert("L") if rule == "grey" else to_cmyk(image, profile, limit)
        picture.write(converted.tobytes())
        picture.ColorSpace = Name("/DeviceGray" if rule == "grey" else "/DeviceCMYK")
        picture.BitsPerComponent = 8
        for key in ("/Decode", "/DecodeParms", "/Intent"):
            if key in picture:
                del picture[key]


def to_cmyk(image: Image.Image, profile: bytes, limit: int) -> Image.Image:
    """The image in CMYK by the ICC profile, with at most `limit` percent of ink.

    Relative colorimetric with black point compensation, from the profile of the image or sRGB.
    """
    own = image.info.get("icc_profile")
    colours: Any = ImageCms  # untyped for the creation of profiles
    source = colours.ImageCmsProfile(io.BytesIO(own)) if own else colours.createProfile("sRGB")
    target = colours.ImageCmsProfile(io.BytesIO(profile))
    how = ImageCms.Intent.RELATIVE_COLORIMETRIC
    turn = colours.buildTransform(source, target, "RGB", "CMYK", how, _BLACK_POINT)
    inks: Image.Image | None = colours.applyTransform(image.convert("RGB"), turn)
    if inks is None:  # None only if it works in place
        raise ForeignColourError("a picture")
    return limit_ink(inks, limit)


def limit_ink(image: Image.Image, limit: int) -> Image.Image:
    """The CMYK image with less cyan, magenta and yellow where the sum of inks exceeds `limit` percent."""
    shares = np.asarray(image, dtype=np.float32)
    colours, black = shares[..., :3].sum(axis=2), shares[..., 3]
    room = np.maximum(limit * 2.55 - black, 0)
    factor = np.minimum(1, room / np.maximum(colours, 1))
    if float(factor.min(initial=1)) >= 1:
        return image
    held = shares.copy()
    held[..., :3] = np.floor(shares[..., :3] * factor[..., None])
    return Image.fromarray(held.astype(np.uint8), "CMYK")


def _rgb_images(file: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
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
