"""The presentation as plain values: the items of each slide, their placeholders, text and frames.

Nothing here knows a file format. Golden tests compare a `Presentation` as text before it becomes a package.
Text on a slide is in a placeholder of a layout, named by `PlaceholderText.place`; only labels of drawings are in text
boxes. The order of a slide's items is the reading order, and the title comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from factpress.core.diagnostics import Location
from factpress.core.units import Length, pt
from factpress.design.theme import TypeStyle
from factpress.document.model.inlines import origin_field


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the slide, from its top left corner."""

    left: Length
    top: Length
    width: Length
    height: Length

    @classmethod
    def points(cls, left: float, top: float, width: float, height: float) -> Frame:
        """Return the frame of these numbers in points, each rounded to a hundredth."""
        return cls(*(pt(round(number, 2)) for number in (left, top, width, height)))

    @property
    def bottom(self) -> Length:
        """The lower edge."""
        return self.top + self.height

    @property
    def rounded(self) -> Frame:
        """The frame with each number rounded to a hundredth of a point."""
        return Frame.points(self.left.pt, self.top.pt, self.width.pt, self.height.pt)

    def mirrored(self, width: Length) -> Frame:
        """Return the frame for a slide of that width that reads from right to left."""
        return Frame(width - self.left - self.width, self.top, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one language and one format.

    `script` is the ISO 15924 code of text in another script than the publication's; `link` is an address.
    """

    text: str
    language: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph. `role` names a level of its placeholder other than the first, or than that of its list.

    `bullet` is the character before it, or its `number` in a list with a full stop; `level` is the depth of the list,
    and `digits` are those of the largest number in it.

    `leading` and `before` (the space above) are given where they differ from the placeholder's.
    """

    runs: tuple[Run, ...]
    bullet: str = ""
    number: int | None = None
    digits: int = 1
    level: int = 0
    leading: Length | None = None
    before: Length | None = None
    role: str = ""

    @property
    def text(self) -> str:
        """The text without formats."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PlaceholderText:
    """Text in a placeholder, where and as its layout has it.

    `inset` is the space that is kept free at the ends of its lines, so that they have similar lengths.
    """

    place: str
    paragraphs: tuple[TextParagraph, ...]
    inset: Length = pt(0)

    @property
    def text(self) -> str:
        """The text without formats, with a newline between paragraphs."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Picture:
    """A vector picture, with pixels for programs that show no SVG. Without `alt` it is decoration.

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
    """An image file of the publication, by its path inside the folder. It is as large as its placeholder allows.

    Without a placeholder it is in the frame, at the side at which lines begin. With a `focus` it is cropped to fill its
    placeholder, with that point in it. If it is `toned`, it has two colours of the brand.
    """

    path: str
    alt: str
    place: str = ""
    frame: Frame | None = None
    focus: tuple[float, float] | None = None
    toned: bool = False
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class RangeBar:
    """A range as a bundle of lines between two end-stops. `frame` spans from its low to its high end."""

    frame: Frame
    alt: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle that is decoration: an axis, a tick, the rule next to a quotation. `colour` is a role."""

    name: str
    frame: Frame
    colour: str


@dataclass(frozen=True, slots=True)
class TextBox:
    """A label of a drawing, on one line, outside placeholders. `style` is its type; `colour` is a role.

    `align` is "start" or "end", the edge of the frame at which the text is.
    """

    name: str
    frame: Frame
    paragraph: TextParagraph
    style: TypeStyle
    colour: str = "foreground"
    align: str = "start"


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that belong together and are moved together. Without `alt` it is decoration."""

    name: str
    items: tuple[Picture | RangeBar | Rule | TextBox, ...]
    alt: str = ""

    @property
    def frame(self) -> Frame:
        """The smallest frame around all of them."""
        frames = [item.frame for item in self.items]
        left, top = min(f.left for f in frames), min(f.top for f in frames)
        right, bottom = max(f.left + f.width for f in frames), max(f.bottom for f in frames)
        return Frame(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `numeric` text is aligned at the end of the line."""

    text: TextParagraph
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, with its height."""

    cells: tuple[Cell, ...]
    height: Length


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table in the placeholder `place`: the widths of its columns, and its rows, the header first.

    Each column but the last one ends with a `gap`. The text of a row has `padding` above and below.
    """

    frame: Frame
    columns: tuple[Length, ...]
    rows: tuple[TableRow, ...]
    size: Length
    leading: Length
    gap: Length
    padding: Length
    place: str = "table"


Item = PlaceholderText | TableShape | Picture | Photograph | RangeBar | Rule | TextBox | Group


def single_items(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, those of groups in place of the groups."""
    for item in items:
        if isinstance(item, Group):
            yield from item.items
        else:
            yield item


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes page: the speaker notes, the sources, and the values stated, as "claim/value"."""

    spoken: tuple[TextParagraph, ...] = ()
    sources: tuple[TextParagraph, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: the title of its layout, its items in reading order, its notes and its key."""

    layout: str
    items: tuple[Item, ...]
    notes: Notes = field(default_factory=Notes)
    key: str = ""  # unique in the deck, and the same when facts change; see `slide_keys`
    origin: Location | None = origin_field()

    @property
    def title(self) -> str:
        """The first paragraph of the title placeholder that has its main style."""
        titles = (item for item in self.items if isinstance(item, PlaceholderText) and item.place == "title")
        return next((p.text for item in titles for p in item.paragraphs if not p.role), "")


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive slides under one name."""

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
    sources_word: str = ""  # the heading of the sources on a notes page
    rendered_values: tuple[tuple[str, str], ...] = ()  # each value as it was when the deck was built, by "claim/value"
    product: str = ""

    @property
    def slides(self) -> tuple[Slide, ...]:
        """All slides, in order."""
        return tuple(slide for section in self.sections for slide in section.slides)
