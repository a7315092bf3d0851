"""What a page holds, as plain values. Lengths are points from the lower left corner of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


NOT_SPOTS = frozenset({"Cyan", "Magenta", "Yellow", "Black", "All"})
"""The inks that are no additional plate. "All" is every plate, for marks."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour: `shares` of inks, or red, green and blue, in percent; of Lab, its own units.

    No shares stand for the many colours of an image or a gradient. `plates` are the inks of Separation or DeviceN.
    """

    family: Family
    shares: tuple[float, ...] = ()
    plates: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """The sum of all inks in percent; 0 for RGB, Lab and patterns."""
        if self.family in (Family.CMYK, Family.SPOT):
            return sum(self.shares) * (4 if self.for_marks else 1)
        return 0.0

    @property
    def blank(self) -> bool:
        """Whether nothing is printed: the white of the paper."""
        if not self.shares:
            return False
        if self.family is Family.RGB:
            return min(self.shares) >= 99.5
        if self.family is Family.LAB:
            return self.shares[0] >= 99.5 and max(map(abs, self.shares[1:]), default=0) < 1
        return self.family in (Family.CMYK, Family.SPOT) and self.total < 0.5

    @property
    def inks(self) -> int:
        """The number of inks that are used."""
        return sum(share > 0.1 for share in self.shares)

    @property
    def for_marks(self) -> bool:
        """Whether it is printed on all plates at once."""
        return "All" in self.plates

    @property
    def spots(self) -> tuple[str, ...]:
        """The names of its spot colours."""
        return tuple(plate for plate in self.plates if plate not in NOT_SPOTS)

    def __str__(self) -> str:
        shares = " ".join(f"{round(share, 1):g}" for share in self.shares)
        return f"{', '.join(self.plates) or self.family.value} {shares}".strip()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ink of an image or a gradient: the most of it in percent, and whether every point is white.

    Single points, such as those at the edge of a shadow, may have more ink than `most`. For RGB the ink is what is
    lacking to white, which only tells whether it is blank.
    """

    most: int
    blank: bool


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """Why the ink of an image or a gradient is not known; `broken` if its data cannot be read."""

    why: str
    broken: bool = False


class Kind(StrEnum):
    """The kind of an item."""

    FILL = "an area"
    STROKE = "a line"
    TEXT = "text"
    PICTURE = "a picture"
    SHADING = "a gradient"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a page: its size in pixels, and its resolution. A mask is painted in the colour for areas."""

    pixels: tuple[int, int]
    ppi: float
    one_bit: bool
    mask: bool = False


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
    measured: Callable[[], Coverage | Unmeasured] | None = None  # of images and gradients; it may take a second
    most_possible: float = 0.0  # the ink that no colour of the image or gradient exceeds, in percent

    @property
    def blank(self) -> bool:
        """Whether nothing is printed: the paint is white, or an image or gradient that is white everywhere."""
        if self.paint.blank or self.measured is None:
            return self.paint.blank
        coverage = self.measured()
        return isinstance(coverage, Coverage) and coverage.blank


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
    has_text: bool = False  # visible or not
    too_deep: bool = False  # whether forms are nested so deeply that nothing else should read the page
    links: int = 0  # links, notes and fields on the printed part
    faults: set[str] = field(default_factory=set[str])  # what could not be read, and what PDF/X-4 forbids inside a page
