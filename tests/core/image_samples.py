"""Pictures as cameras and programs write them, full of what nobody should print."""

from __future__ import annotations

import functools
import io
import struct
import zlib

from PIL import Image, ImageCms, PngImagePlugin

SECRETS = (b"Secret", b"GPS", b"11.5564", b"Photoshop", b"xpacket", b"Exif\0", b"eXIf", b"Inkscape")
"""What may stand nowhere in a picture that is printed."""

XMP = (
    b"http://ns.adobe.com/xap/1.0/\0<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
    b"<exif:GPSLatitude>11,33.384N</exif:GPSLatitude><dc:creator>Secret Ada</dc:creator></x:xmpmeta><?xpacket end='w'?>"
)


def exif(orientation: int | None = None, *, place: bool = False, words: bool = True) -> Image.Exif:
    """An Exif block with a maker, an orientation, a place."""
    block = Image.Exif()
    if words:
        block[0x010F], block[0x0110], block[0x0132] = "SecretCam", "Secret 7", "2026:06:13 10:00:00"
        block[0x013B] = "Secret Ada"
    if orientation is not None:
        block[0x0112] = orientation
    if place:
        block.get_ifd(0x8825).update({1: "N", 2: (11.0, 33.0, 23.0), 3: "E", 4: (104.0, 55.0, 41.0), 29: "2026:06:13"})
    return block


def painted(size: tuple[int, int] = (48, 32)) -> Image.Image:
    """A picture whose corners differ, so that a turn shows: red, green, blue and white."""
    image = Image.new("RGB", size, "white")
    wide, high = size[0] // 2, size[1] // 2
    for colour, at in (("red", (0, 0)), ("green", (wide, 0)), ("blue", (0, high))):
        image.paste(colour, (*at, at[0] + wide, at[1] + high))
    return image


@functools.cache
def profile() -> bytes:
    """An ICC profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def bare_jpeg(**options: object) -> bytes:
    """A JPEG with nothing but its picture and a colour profile."""
    out = io.BytesIO()
    painted().save(out, "JPEG", quality=92, icc_profile=profile(), **options)
    return out.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def full_jpeg(orientation: int | None = None, *, place: bool = True, **options: object) -> bytes:
    """The same JPEG with all that cameras and programs put in: Exif, place, XMP, IPTC, words, a second picture."""
    data = bare_jpeg(exif=exif(orientation, place=place), **options)
    inserted = segment(0xE1, XMP) + segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04Secret caption")
    inserted += segment(0xFE, b"Secret comment") + segment(0xE2, b"FPXR\0Secret") + segment(0xE5, b"Secret maker")
    return data[:2] + inserted + data[2:] + bare_jpeg(exif=exif(3, place=True))


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def bare_png() -> bytes:
    """A PNG with nothing but its picture, a colour profile and its resolution."""
    out = io.BytesIO()
    painted().save(out, "PNG", icc_profile=profile(), dpi=(300, 300))
    return out.getvalue()


def full_png(orientation: int | None = None) -> bytes:
    """The same PNG with words, a time, Exif, XMP, a private chunk, and more behind its end."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Secret Ada")
    words.add_itxt("XML:com.adobe.xmp", XMP[29:].decode())
    out = io.BytesIO()
    image = painted()
    image.save(out, "PNG", icc_profile=profile(), dpi=(300, 300), pnginfo=words, exif=exif(orientation, place=True))
    data = out.getvalue()
    return data[:33] + chunk(b"tIME", bytes(7)) + chunk(b"prVt", b"Secret") + data[33:] + b"Secret tail"


SVG = (
    b'<?xml version="1.0"?>\n<!-- Created with Inkscape by Secret Ada -->\n'
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
    b'width="9" height="9" inkscape:export-filename="/home/secret/a.png">'
    b'<metadata><creator>Secret Ada</creator></metadata><path d="M0 0h9v9z"/></svg>'
)
