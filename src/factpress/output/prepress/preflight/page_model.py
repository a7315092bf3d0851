"""What a page holds, as plain values. Lengths are points from the lower left corner of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from factpress.core.units import Length, pt


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height in points."""
        return self.top - self.bottom

    def grown(self, by: float) -> Box:
        """The box with each side moved outwards; inwards if `by` is negative."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: Box, slack: float = 0.02) -> bool:
        """Whether the other box is inside this one, with a tolerance in points."""
        return (
            other.left >= self.left - slack
            and other.bottom >= self.bottom - slack
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def shared(self, other: Box) -> Box | None:
        """The intersection, which may be a line or a point; None if there is none."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        right, top = min(self.right, other.right), min(self.top, other.top)
        return Box(left, bottom, right, top) if left <= right and bottom <= top else None

    @property
    def size(self) -> tuple[Length, Length]:
        """Width and height, rounded to a hundredth of a point."""
        return pt(round(self.width, 2)), pt(round(self.height, 2))


def bounding_box(points: Sequence[tuple[float, float]]) -> Box:
    """The smallest upright box that contains all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box that contains all boxes."""
    return bounding_box([point for box in boxes for point in ((box.left, box.bottom), (box.right, box.top))])


def bleed_of(trim: Box, bleed: Box) -> float:
    """The smallest of the four distances from the trim to the edge of the bleed."""
    return min(trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)


class Family(StrEnum):
    """The kind of a colour space."""

    GREY = "grey"
    RGB = "RGB"
    CMYK = "CMYK"
    SPOT = "spot"
    LAB = "Lab"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour. `shares` are inks, or red, green and blue, in percent; `name` is the name of a spot colour."""

    family: Family
    shares: tuple[float, ...] = ()
    name: str = ""

    @property
    def total(self) -> float:
        """The sum of all inks in percent; 0 for RGB, Lab and patterns."""
        if self.family in (Family.GREY, Family.CMYK, Family.SPOT):
            return sum(self.shares) * (4 if self.name == "All" else 1)
        return 0.0

    @property
    def blank(self) -> bool:
        """Whether nothing is printed: the white of the paper."""
        if self.family is Family.RGB:
            return min(self.shares, default=0) >= 99.5
        return self.family in (Family.GREY, Family.CMYK, Family.SPOT) and self.total < 0.5

    @property
    def inks(self) -> int:
        """The number of inks that are used."""
        return sum(share > 0.1 for share in self.shares)

    def __str__(self) -> str:
        shares = " ".join(f"{round(share, 1):g}" for share in self.shares)
        return f"{self.name or self.family.value} {shares}".strip()


class Kind(StrEnum):
    """The kind of an item."""

    FILL = "an area"
    STROKE = "a line"
    TEXT = "text"
    PICTURE = "a picture"
    SHADING = "a gradient"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a page: its size and its resolution in pixels; `key` is its object number and generation."""

    key: tuple[int, int]
    pixels: tuple[int, int]
    ppi: float
    one_bit: bool


@dataclass(frozen=True, slots=True)
class Painted:
    """The visible part of what one operator paints.

    `thin` is the width of a line, or of the thinnest area that looks like a line; infinite if no area does.
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
    """One page: its boxes, its painted items, and the boxes of its lines of text."""

    number: int
    media: Box
    trim: Box
    bleed: Box
    stated: frozenset[str]  # the boxes that the file sets: "TrimBox", "BleedBox" …
    painted: list[Painted] = field(default_factory=list[Painted])
    words: list[Box] = field(default_factory=list[Box])
    transparent: bool = False
    links: int = 0  # links, notes and fields on the printed part
    faults: set[str] = field(default_factory=set[str])  # what could not be read, and what PDF/X-4 forbids inside a page
