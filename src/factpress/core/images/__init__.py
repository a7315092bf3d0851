"""What a picture file carries besides its picture, and the file without it.

A camera writes where and when it stood, and whose it is; a drawing program writes its user's folders. None of that
belongs into a print or a deck that is handed out: `stripped` takes it away and leaves the pixels as they were coded.
"""

from __future__ import annotations

import base64
from io import BytesIO

from factpress.core.images import jpeg, png, svg, tiff, webp
from factpress.core.images.exif import GPS, Turn, exif_turn

__all__ = ["ENDINGS", "GPS", "Turn", "carried", "stripped", "turn", "upright"]

ENDINGS = (".jpg", ".jpeg", ".png", ".svg", ".tif", ".tiff", ".webp")
"""The endings of the files that are looked into."""

_FORMS = (jpeg, png, svg, tiff, webp)


def carried(data: bytes) -> tuple[str, ...]:
    """What the file says besides its picture, in words: `GPS`, "camera and time (Exif)"; empty where nothing."""
    form = next((form for form in _FORMS if form.known(data)), None)
    return tuple(dict.fromkeys(form.carried(data))) if form is not None else ()


def stripped(data: bytes) -> bytes:
    """The same picture with nothing but what is needed to show it: coded pixels, colours, ICC profile, resolution.

    A JPEG or PNG; any other file as it is, since a press draws an SVG anew and sets no others. Orientation goes with
    the rest: ask for the `turn` first.
    """
    form = next((form for form in (jpeg, png) if form.known(data)), None)
    return form.stripped(data) if form is not None else data


def turn(data: bytes) -> Turn:
    """How the pixels of a JPEG or PNG must be turned to stand upright (Exif 2.32, 4.6.4.A, tag 0x0112)."""
    exif = jpeg.exif(data) if jpeg.known(data) else png.exif(data) if png.known(data) else None
    return exif_turn(exif) if exif is not None else Turn()


def upright(data: bytes) -> bytes:
    """The stripped picture; in an SVG that turns it, where its pixels do not stand upright.

    Turning the pixels themselves would code a JPEG anew and lose of it.
    """
    from PIL import Image

    turned, bare = turn(data), stripped(data)
    if not turned:
        return bare
    with Image.open(BytesIO(bare)) as image:
        width, height, kind = image.width, image.height, "jpeg" if jpeg.known(bare) else "png"
    steps = {
        0: "",
        90: f"translate({height} 0) rotate(90)",
        180: f"translate({width} {height}) rotate(180)",
        270: f"translate(0 {width}) rotate(270)",
    }
    mirror = f" translate({width} 0) scale(-1 1)" if turned.mirrored else ""
    wide, high = (height, width) if turned.sideways else (width, height)
    code = base64.b64encode(bare).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<g transform="{(steps[turned.degrees] + mirror).strip()}"><image width="{width}" height="{height}" '
        f'image-rendering="crisp-edges" href="data:image/{kind};base64,{code}"/></g></svg>'
    ).encode("ascii")
