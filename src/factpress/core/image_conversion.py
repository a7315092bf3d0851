"""Raster images as pages and slides need them: 8 bits, sRGB or grey, and no more pixels than can be seen.

PDF/A with an sRGB output intent allows no CMYK image (ISO 19005-2, 6.2.4.3), and WeasyPrint writes no 16-bit image and
ignores ICC profiles. Images that need no conversion are left as they are, byte for byte.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from factpress.core.image_files import Orientation, is_jpeg, orientation, strip_metadata
from factpress.core.paths import engine_folder

Pixels = tuple[int, int]
"""Width and height in pixels."""

DEFAULT_CMYK_PROFILE = "assets/icc/FOGRA39L_coated.icc"
"""The profile of CMYK images without one."""

TOLERANCE = 1.1
"""Images that have up to this factor more pixels than needed are kept, since each conversion loses a little."""

LINE_ART = 4
"""The factor by which images of two colours need more pixels than photographs."""

_QUALITY = 92
_PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


@lru_cache(maxsize=8)  # several products print the same image
def printable_image(data: bytes, most: Pixels | None = None) -> bytes:
    """The JPEG or PNG file, or a converted one: 8-bit sRGB or grey, with at most about `most` pixels.

    A converted image is upright and has no metadata. The same input gives the same bytes. Raises OSError or another
    exception of Pillow for a damaged file.
    """
    from PIL import Image

    with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
        turn = orientation(data)
        wanted = fitted(image.size, _swapped(most, turn), LINE_ART if image.mode == "1" else 1)
        profile = _foreign_profile(image)
        if wanted == image.size and profile is None and image.mode in _PLAIN_MODES and not _is_deep(data):
            return data
        pixels = _with_8_bits(image, data)
        # without an alpha channel, colours convert by the profile; transparent images keep their alpha channel
        alpha = pixels.getchannel("A") if "A" in pixels.getbands() else None
        pixels = _to_srgb(pixels, profile)
    if alpha is not None:
        pixels.putalpha(alpha)
    if wanted != pixels.size:
        pixels = pixels.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _encoded(_upright(pixels, turn), as_jpeg=is_jpeg(data) and alpha is None)


@lru_cache(maxsize=8)
def toned_image(data: bytes, dark: str, light: str) -> bytes:
    """The JPEG or PNG file in two colours, "#rrggbb": its black becomes `dark`, its white `light`."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
        turn = orientation(data)
        alpha = image.convert("RGBA").getchannel("A") if image.mode in ("LA", "RGBA", "P") else None
        pixels = ImageOps.colorize(ImageOps.autocontrast(image.convert("L"), cutoff=0.5), dark, light)
    if alpha is not None:
        pixels.putalpha(alpha)
    return _encoded(_upright(pixels, turn), as_jpeg=is_jpeg(data))


@lru_cache(maxsize=8)
def cropped_image(data: bytes, ratio: float, focus: tuple[float, float]) -> bytes:
    """The JPEG or PNG file cropped to that width as a share of its height, with `focus` as central as can be."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
        pixels = _upright(image.copy(), orientation(data))
    size = min(pixels.width, round(pixels.height * ratio)), min(pixels.height, round(pixels.width / ratio))
    left, top = (
        round(min(max(share * whole - part / 2, 0), whole - part))
        for share, whole, part in zip(focus, pixels.size, size, strict=True)
    )
    return _encoded(pixels.crop((left, top, left + size[0], top + size[1])), as_jpeg=is_jpeg(data))


def fitted(size: Pixels, most: Pixels | None, factor: int = 1) -> Pixels:
    """The size for an image of that size in a box of `most` pixels, `factor` times as fine; never enlarged."""
    if most is None:
        return size
    scale = max(size[0] / (most[0] * factor), size[1] / (most[1] * factor))
    if scale <= TOLERANCE:
        return size
    return max(1, round(size[0] / scale)), max(1, round(size[1] / scale))


def upright_size(data: bytes) -> Pixels:
    """The size of a JPEG or PNG file as it is displayed. Raises OSError for a damaged one."""
    from PIL import Image

    with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
        return _swapped(image.size, orientation(data)) or image.size


def _swapped(size: Pixels | None, turn: Orientation) -> Pixels | None:
    return (size[1], size[0]) if size is not None and turn.sideways else size


def _is_deep(data: bytes) -> bool:
    """Whether it is a PNG of 16 bits per sample (PNG 3, 11.2.1)."""
    return not is_jpeg(data) and data[24:25] == b"\x10"


def _with_8_bits(image: Any, data: bytes) -> Any:
    """The first frame in L, LA, RGB, RGBA or CMYK with 8 bits per sample."""
    import numpy as np
    from PIL import Image, ImageChops

    mode = image.mode
    if mode.startswith("I"):  # 16-bit grey
        samples = np.asarray(image).astype(np.int64)
        grey = Image.fromarray((samples >> 8).clip(0, 255).astype(np.uint8), "L")
        if isinstance(clear := image.info.get("transparency"), int):
            grey.putalpha(Image.fromarray(np.where(samples == clear, 0, 255).astype(np.uint8), "L"))
        return grey
    if mode == "CMYK":
        # Pillow inverts the inks of every CMYK JPEG, but only those with Adobe's segment are written inverted
        return image.copy() if "adobe" in image.info else ImageChops.invert(image)
    if _is_deep(data):
        image.info.pop("transparency", None)  # a colour key of 16 bits, which Pillow compares with 8 bits
    if mode == "P" or "transparency" in image.info:
        opaque = "transparency" not in image.info
        return image.convert("RGB" if opaque else "RGBA")
    return image.convert("L") if mode == "1" else image.copy()


def _foreign_profile(image: Any) -> Any:
    """The ICC profile of an image whose colours are not sRGB; for CMYK without one, the default profile."""
    from PIL import ImageCms

    cms: Any = ImageCms  # its types are incomplete
    spaces = {"CMYK": "CMYK", "L": "GRAY", "LA": "GRAY", "1": "GRAY"}
    own = image.info.get("icc_profile")
    try:
        if own:
            profile = cms.ImageCmsProfile(BytesIO(own))
            space = profile.profile.xcolor_space.strip()
            if space == spaces.get(image.mode, "RGB") and "srgb" not in cms.getProfileDescription(profile).lower():
                return profile
    except (OSError, ImageCms.PyCMSError):
        pass  # a damaged profile is ignored, as browsers do
    return cms.ImageCmsProfile(str(engine_folder() / DEFAULT_CMYK_PROFILE)) if image.mode == "CMYK" else None


def _to_srgb(image: Any, profile: Any) -> Any:
    """The image without its alpha channel, in sRGB or grey."""
    from PIL import ImageCms

    cms: Any = ImageCms
    grey = image.mode in ("L", "LA")
    plain = image.convert("L" if grey else image.mode if image.mode == "CMYK" else "RGB")
    if profile is None:
        return plain
    how = ImageCms.Intent.RELATIVE_COLORIMETRIC
    black_point = ImageCms.Flags.BLACKPOINTCOMPENSATION
    try:
        turn = cms.buildTransform(profile, cms.createProfile("sRGB"), plain.mode, "RGB", how, black_point)
    except ImageCms.PyCMSError:  # a profile for output only
        return plain.convert("RGB")
    converted = cms.applyTransform(plain, turn)
    return converted.convert("L") if grey else converted


def _upright(image: Any, turn: Orientation) -> Any:
    from PIL import Image

    if turn.mirrored:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    clockwise = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return image.transpose(clockwise[turn.degrees]) if turn.degrees else image


def _encoded(image: Any, *, as_jpeg: bool) -> bytes:
    out = BytesIO()
    image.info = {}
    if as_jpeg:
        image.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    else:
        image.save(out, "PNG")
    return strip_metadata(out.getvalue())
