"""What preflight knows of a deck, as plain values: slides, and on each the shapes in the order they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factpress.output.deck.preflight.colours import Paint
from factpress.output.deck.preflight.geometry import Frame


@dataclass(frozen=True, slots=True)
class Face:
    """The font of a run."""

    family: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Spacing:
    """The distance of lines or paragraphs: a share of the height of the line, or a length in points."""

    share: float | None = None
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Text with the same properties; a newline is a line break. Sizes are points, without the scale of autofit.

    `paint` is None where the colour of the text is not known, as for a gradient.
    """

    text: str
    face: Face
    size: float
    tracking: float = 0
    paint: Paint | None = None
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `marked` is one whose bullet is a picture; `end_size` is the size of one without text."""

    runs: tuple[Run, ...]
    left: float = 0
    first: float = 0
    right: float = 0
    line: Spacing = Spacing(share=1)
    before: Spacing = Spacing(points=0)
    after: Spacing = Spacing(points=0)
    align: str = "l"
    bullet: bool = False
    marked: bool = False
    end_size: float = 18
    end_face: Face = Face("Calibri")

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)


class Autofit(StrEnum):
    """What a program does with text that is higher than its box."""

    NONE = "none"
    SHRINK = "shrink"
    GROW = "grow"


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a shape or of a table cell.

    `area` is the rectangle for text in a shape, as shares of its width and height: left, top, right, bottom. `plain` is
    False for what is drawn in another way than as lines from left to right, such as WordArt, vertical text, equations.
    """

    paragraphs: tuple[Paragraph, ...]
    insets: tuple[float, float, float, float] = (7.2, 3.6, 7.2, 3.6)
    area: tuple[float, float, float, float] = (0, 0, 1, 1)
    anchor: str = "t"
    wrap: bool = True
    columns: int = 1
    gap: float = 0
    autofit: Autofit = Autofit.NONE
    scale: float = 1
    reduction: float = 0
    upright: bool = False
    plain: bool = True

    @property
    def text(self) -> str:
        """The text, a line for each paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Fill:
    """What fills a shape. `paints` are the colour, or the colours of a gradient; none for a pattern or a picture.

    `picture` is the part with the picture, and `crop` what is cut off at its sides, as shares.
    """

    kind: str = "none"  # none, solid, gradient, picture, other
    paints: tuple[Paint, ...] = ()
    picture: str = ""
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)

    @property
    def visible(self) -> bool:
        """Whether anything is filled."""
        return self.kind != "none" and not (self.kind == "solid" and self.paints and self.paints[0].alpha == 0)


NO_FILL = Fill()


@dataclass(frozen=True, slots=True)
class Blip:
    """A reference to a picture: the part, and what is wrong with it; "" if nothing is."""

    part: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, by row and column, with the counts of rows and columns that it covers."""

    row: int
    column: int
    rows: int
    columns: int
    body: Body
    fill: Fill | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Rows are at least as high as the file says, and as their text."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape on a slide, or one of its layout or master that the slide shows.

    `kind` is "shape", "picture", "table", "chart", "diagram", "object" or "line". `role` is the type of its
    placeholder, and "" for other shapes. `media` is what it plays or is, such as "a video", in the words of messages.
    """

    name: str
    identity: str
    kind: str
    frame: Frame | None
    own: bool = True  # False for a shape of the layout or the master
    role: str = ""
    fill: Fill = NO_FILL
    body: Body | None = None
    table: Table | None = None
    blips: tuple[Blip, ...] = ()
    alternative: str = ""
    decorative: bool = False
    media: tuple[str, ...] = ()
    styled: bool = False  # with a shadow, a glow or an outline of letters
    form: str = "rect"  # rect, ellipse, or other

    @property
    def text(self) -> str:
        """The text of the shape, with that of its cells."""
        if self.table is not None:
            return "\n".join(cell.body.text for cell in self.table.cells)
        return self.body.text if self.body is not None else ""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its shapes from back to front, and what happens on it."""

    number: int
    shapes: tuple[Shape, ...]
    background: Fill
    blips: tuple[Blip, ...] = ()  # of the background
    hidden: bool = False
    notes: str = ""
    animated: frozenset[str] = frozenset()  # the ids of shapes that an animation shows or hides
    effects: int = 0
    transition: bool = False
    seconds: float | None = None  # after which the slide advances without a click
    sounds: int = 0


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation. Sizes are points, `size` is that of the file in bytes."""

    width: float
    height: float
    slides: tuple[Slide, ...]
    size: int
    author: str = ""
    commentators: tuple[str, ...] = ()
