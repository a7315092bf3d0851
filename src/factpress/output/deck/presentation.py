"""The presentation as plain values: what stands on which slide, in which placeholder, in which words.

Nothing here knows a file format. A `Presentation` is what golden tests read, as text, before it becomes a package.
Text on a slide stands in a placeholder of a layout, named by `Words.place`; a frame is given only where the words
need another place than the layout's. The order of a slide's items is the reading order; the title comes first.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from factpress.core.diagnostics import Location
from factpress.core.units import Length, pt
from factpress.document.model.inlines import origin_field
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the slide, from its top left corner."""

    left: Length
    top: Length
    width: Length
    height: Length

    @classmethod
    def points(cls, left: float, top: float, width: float, height: float) -> Frame:
        """The frame of these points, each rounded to a hundredth."""
        return cls(*(pt(round(number, 2)) for number in (left, top, width, height)))

    @property
    def bottom(self) -> Length:
        """The lower edge."""
        return self.top + self.height

    def mirrored(self, width: Length) -> Frame:
        """The frame as it stands on a slide of that width that reads from right to left."""
        return Frame(width - self.left - self.width, self.top, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one language and one look. `style` names a type style other than the placeholder's own.

    `script` is the ISO 15924 code where the words are of another script than the publication's; `link` is an address.
    """

    text: str
    language: str
    style: str = ""
    size: Length | None = None
    strong: bool = False
    emphasis: bool = False
    soft: bool = False
    link: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `bullet` is the sign before it, "1." for a number that the reader's program counts.

    `leading` and `before` (the space above) are given where they differ from the placeholder's own.
    """

    runs: tuple[Run, ...]
    bullet: str = ""
    level: int = 0
    leading: Length | None = None
    before: Length | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Words:
    """Text in a placeholder. `size` and `leading` are set where the words are set smaller than the layout says."""

    place: str
    lines: tuple[Line, ...]
    frame: Frame | None = None
    size: Length | None = None
    leading: Length | None = None

    @property
    def text(self) -> str:
        """The words alone, a line end after each paragraph but the last."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: vector first, pixels for a reader that has no vectors. Without `alt` it is decoration.

    With a `place` it fills that placeholder.
    """

    name: str
    frame: Frame
    svg: bytes
    png: bytes
    alt: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture of the publication's own: a file inside its folder, set as large as the placeholder lets it be."""

    path: str
    alt: str
    place: str
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a standing: a silhouette beside its word, so decoration to a screen reader."""

    standing: Standing
    frame: Frame


@dataclass(frozen=True, slots=True)
class Bar:
    """A range as a bundle of threads between two hard end-stops. `frame` spans from its low to its high end."""

    frame: Frame
    alt: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle that is decoration: an axis, a tick, the rule beside a quotation. `colour` is a role."""

    name: str
    frame: Frame
    colour: str


Item = Words | Picture | Photograph | Sign | Bar | Rule


@dataclass(frozen=True, slots=True)
class Notes:
    """The speaker's page: what is said, who says so, and the values stated, as "claim/value"."""

    spoken: tuple[Line, ...] = ()
    sources: tuple[Line, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its layout, its items in reading order, and its notes."""

    layout: str
    items: tuple[Item, ...]
    notes: Notes = field(default_factory=Notes)
    origin: Location | None = origin_field()

    @property
    def title(self) -> str:
        """The words in the title placeholder."""
        return next((item.text for item in self.items if isinstance(item, Words) and item.place == "title"), "")


@dataclass(frozen=True, slots=True)
class Section:
    """A run of slides under one name."""

    title: str
    slides: tuple[Slide, ...]


@dataclass(frozen=True, slots=True)
class Presentation:
    """The whole deck. `palette` is "light" or "dark"; `date` an ISO 8601 day; `language` a BCP 47 tag."""

    title: str
    subtitle: str
    organisation: str
    language: str
    direction: str
    date: str
    palette: str
    sections: tuple[Section, ...]
    sources_word: str = ""  # what stands above the sources on a notes page
    made: tuple[tuple[str, str], ...] = ()  # what each value was when the deck was made, by "claim/value"

    @property
    def slides(self) -> tuple[Slide, ...]:
        """All slides, in order."""
        return tuple(slide for section in self.sections for slide in section.slides)
