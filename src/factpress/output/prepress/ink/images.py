"""Pictures in RGB, turned into what a press prints: by the printer's profile, or grey; nothing without a rule."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pikepdf
from pikepdf import Name
from PIL import Image, ImageCms

from factpress.core.diagnostics import Problems
from factpress.output.prepress.ink.job import Job
from factpress.output.prepress.ink.recolour_stream import ForeignColourError, space_of

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
