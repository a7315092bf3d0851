"""What preflight sees of a page, and what it finds: plain values, lengths in points from the page's own corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from factpress.core.units import Length, pt


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in points; y grows upwards, as a page's own coordinates do."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def grown(self, by: float) -> Box:
        """The box with each side moved outwards, or inwards by less than nothing."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: Box, slack: float = 0.02) -> bool:
        """Whether the other one lies inside."""
        return (
            other.left >= self.left - slack
            and other.bottom >= self.bottom - slack
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def shared(self, other: Box) -> Box | None:
        """What both have in common; a line or a point is something, None is nothing."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        right, top = min(self.right, other.right), min(self.top, other.top)
        return Box(left, bottom, right, top) if left <= right and bottom <= top else None

    @property
    def size(self) -> tuple[Length, Length]:
        """Width and height, to the hundredth of a point."""
        return pt(round(self.width, 2)), pt(round(self.height, 2))


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The upright box around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def whole(boxes: Sequence[Box]) -> Box:
    """The box around some boxes."""
    return around([point for box in boxes for point in ((box.left, box.bottom), (box.right, box.top))])


def bleed_of(trim: Box, bleed: Box) -> float:
    """How far the bleed goes beyond the trim, where it goes least."""
    return min(trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)


class Family(StrEnum):
    """What a colour is made of."""

    GREY = "grey"
    RGB = "RGB"
    CMYK = "CMYK"
    SPOT = "spot"
    LAB = "Lab"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour as it is painted. `shares` are its inks in percent, or red, green and blue; `name` that of a spot."""

    family: Family
    shares: tuple[float, ...] = ()
    name: str = ""

    @property
    def total(self) -> float:
        """All inks together, in percent. Nothing for what has no inks yet."""
        if self.family in (Family.GREY, Family.CMYK, Family.SPOT):
            return sum(self.shares) * (4 if self.name == "All" else 1)
        return 0.0

    @property
    def blank(self) -> bool:
        """Whether it is the paper's own white."""
        if self.family is Family.RGB:
            return min(self.shares, default=0) >= 99.5
        return self.family in (Family.GREY, Family.CMYK, Family.SPOT) and self.total < 0.5

    @property
    def inks(self) -> int:
        """How many inks it takes."""
        return sum(share > 0.1 for share in self.shares)

    def __str__(self) -> str:
        shares = " ".join(f"{round(share, 1):g}" for share in self.shares)
        return f"{self.name or self.family.value} {shares}".strip()


class Kind(StrEnum):
    """What is painted."""

    FILL = "an area"
    STROKE = "a line"
    TEXT = "text"
    PICTURE = "a picture"
    SHADING = "a gradient"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it lies on the page: its pixels, and how many come to an inch; `key` tells it from others."""

    key: tuple[int, int]
    pixels: tuple[int, int]
    ppi: float
    one_bit: bool


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing that is painted, as far as its clip lets it be seen: all that one order paints.

    `thin` is the width of a line, or of the thinnest area that looks like one, and endless where none does.
    """

    kind: Kind
    box: Box
    paint: Paint
    thin: float = 0.0
    type_size: float = 0.0
    overprints: bool = False
    picture: Picture | None = None


@dataclass(slots=True)
class Sheet:
    """One page: its boxes, what is painted on it, and where its words stand."""

    number: int
    media: Box
    trim: Box
    bleed: Box
    stated: frozenset[str]  # which boxes the file itself gives: "TrimBox", "BleedBox" …
    painted: list[Painted] = field(default_factory=list[Painted])
    words: list[Box] = field(default_factory=list[Box])
    transparent: bool = False
    links: int = 0  # links, notes and fields on the printed part
    faults: set[str] = field(default_factory=set[str])  # what could not be read, and what X-4 forbids inside a page
