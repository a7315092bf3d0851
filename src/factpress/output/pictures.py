"""How large pictures are set on pages and slides, and how many pixels they need for it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from factpress.core.image_conversion import Pixels, upright_size
from factpress.core.regular_files import read_regular
from factpress.core.units import Length, inch, mm, px
from factpress.design.logo import Logo, LogoFile
from factpress.design.palettes import Colour, Palette, mix
from factpress.document.resolve.svg import svg_size

PRINT_PPI = 300
"""Pixels per inch of a picture on paper. More are not seen (ISO 12647-2 screens of 60 lines per cm)."""

SLIDE_PPI = 220
"""Pixels per inch of a picture on a slide of 13.33 inches: a projector with 2,933 pixels across."""

LOGO_SPACE = (mm(45), mm("10.5"))
"""The width and height for the logo on the covers of a booklet, between the pattern and the foot."""

MAX_HEIGHT = mm(140)
"""The maximum height of a picture on a page of a booklet."""


_CROPPED = 2
"""How much wider or higher than its box a cropped picture may be before it is made smaller."""

_LEAST_GREY = 0.15 * 255
"""The grey of the darkest colour of a photograph: 85 per cent of black."""


@dataclass(frozen=True, slots=True)
class PictureBox:
    """The space for a picture.

    A picture that is smaller keeps its size of 96 pixels per inch, as CSS defines it, unless it `fills` the box, or is
    cropped and `covers` it. Below `coarse` pixels per inch it looks coarse.
    """

    width: Length
    height: Length
    ppi: int = PRINT_PPI
    coarse: int = 200
    fills: bool = False
    covers: bool = False

    @property
    def pixels(self) -> Pixels:
        """The pixels that fill the box at its resolution."""
        return max(1, round(self.width.inches * self.ppi)), max(1, round(self.height.inches * self.ppi))

    @property
    def most(self) -> Pixels:
        """The most pixels of its picture: a cropped one may be wider or higher than the box."""
        across, down = self.pixels
        return (across * _CROPPED, down * _CROPPED) if self.covers else (across, down)

    def printed(self, size: tuple[float, float]) -> tuple[Length, Length]:
        """The width and height at which an image of that size is set."""
        sides = self.width.inches / size[0], self.height.inches / size[1]
        shrunk = max(sides) if self.covers else min(sides)
        scale = shrunk if self.fills or self.covers else min(shrunk, px(1).inches)
        return inch(repr(size[0] * scale)), inch(repr(size[1] * scale))

    def resolution(self, size: Pixels) -> float:
        """The pixels per inch of an image of that size where it is set."""
        return size[0] / self.printed(size)[0].inches

    def needed(self, size: Pixels) -> Pixels:
        """The size of an image of these proportions that fills the box at its resolution."""
        sides = self.pixels[0] / size[0], self.pixels[1] / size[1]
        scale = max(sides) if self.covers else min(sides)
        return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


@dataclass(frozen=True, slots=True)
class PlacedLogo:
    """The logo on a page: its address, and its size, in which it fits its space."""

    address: str
    width: Length
    height: Length


def placed_logo(logo: Logo | None, width: Length, height: Length) -> PlacedLogo | None:
    """The logo for a light background in that space; None without one. Raises OSError if its file cannot be read."""
    if logo is None:
        return None
    box = PictureBox(width, height, fills=True)
    return PlacedLogo(picture_address(logo.light.path, box), *box.printed(logo_size(logo.light)))


def logo_size(logo: LogoFile) -> tuple[float, float]:
    """The size of a picture of the logo, in pixels. Raises OSError if it cannot be read."""
    data = read_regular(logo.file)
    return svg_size(data) if logo.file.suffix.lower() == ".svg" else upright_size(data)


def picture_address(path: str, box: PictureBox, tone: tuple[Colour, Colour] | None = None) -> str:
    """The address of a picture file in a page: its path, the pixels that its box needs at most, and its two colours."""
    width, height = box.most
    toned = f"&tone={tone[0].hex[1:]}-{tone[1].hex[1:]}" if tone is not None else ""
    return f"own:{quote(path)}?most={width}x{height}{toned}"


def duotone(palette: Palette) -> tuple[Colour, Colour]:
    """The dark and the light colour of photographs. The dark one has 85 per cent of black at most, as paper needs."""
    dark = palette.heading
    for percent in range(100, 0, -1):
        dark = mix(palette.heading, palette.band, percent / 100)
        red, green, blue = dark.rgb
        if 0.299 * red + 0.587 * green + 0.114 * blue >= _LEAST_GREY:
            break
    return dark, palette.band
