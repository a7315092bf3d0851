"""What the shapes of a slide refer to: pictures and drawings, charts, diagrams. Each part is read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from factpress.audit.readers.pptx_charts import read_chart
from factpress.audit.readers.pptx_text import paragraph_fragments
from factpress.audit.readers.svg import svg_text
from factpress.audit.reading import Fragment, Picture, Unread, Where
from factpress.core.diagnostics import ToolError
from factpress.core.office_package import A, Package, R

PARAGRAPH, BLIP = f"{A}p", f"{A}blip"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"

COVERING = "a picture that covers the slide"
ELSEWHERE = "a picture that is in another file"
NO_PICTURE = "a picture that is not in the file"
TOO_LARGE = "a picture that is damaged or too large"


@dataclass(slots=True)
class Content:
    """What was found in the shapes of a part.

    `title` are the paragraphs of the title, and `below_title` those of other levels in its placeholder, such as the
    attribution of a quotation. `covered` is the share of the slide that pictures cover; more than 1 where they overlap.
    `unplaced` are the placeholders, by index, of pictures whose frame is that of the layout. `parts` are the charts and
    drawings that were read: their text counts once on a slide.
    """

    fragments: list[Fragment] = field(default_factory=list[Fragment])
    pictures: dict[Picture, None] = field(default_factory=dict[Picture, None])
    unread: dict[Unread, None] = field(default_factory=dict[Unread, None])
    title: list[str] = field(default_factory=list[str])
    below_title: list[str] = field(default_factory=list[str])
    covered: float = 0
    unplaced: list[str] = field(default_factory=list[str])
    parts: set[str] = field(default_factory=set[str])

    def add(self, other: Content) -> None:
        """Add the content of another part, such as the notes of a slide."""
        self.fragments += other.fragments
        self.pictures |= other.pictures
        self.unread |= other.unread

    def not_read(self, what: str) -> None:
        """Add something that was not read."""
        self.unread[Unread(what)] = None


class PartReader:
    """Reads the parts of a package that shapes refer to."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._cached: dict[str, Content] = {}

    def chart(self, part: str) -> Content:
        """The content of a chart with the drawings on it. Parts are read once."""
        if part not in self._cached:
            content = self._cached[part] = Content()
            chart = read_chart(self.package, part)
            content.fragments += chart.fragments
            for what in chart.unread:
                content.not_read(what)
            for name in chart.pictures:
                self.add_picture(content, part, name, "")
            for drawing in chart.drawings:
                content.add(self._other(drawing, "data"))
        return self._cached[part]

    def drawing(self, part: str) -> Content:
        """The text of an SVG."""
        if part not in self._cached:
            content = self._cached[part] = Content()
            data = self.package.read(part)
            try:
                text = svg_text(data) if data is not None else None
            except ToolError:
                text = None
            if text is None:
                content.not_read("a drawing")
                return content
            content.fragments += [Fragment("alternative text", name) for name in text.names]
            if text.labels:
                content.fragments.append(Fragment("chart", "\n".join(text.labels), (*text.names, "")[0]))
        return self._cached[part]

    def add_picture(self, content: Content, part: str, name: str | None, alt: str) -> None:
        """Add the picture that a part has a relationship of that name to."""
        link = self.package.link(part, name)
        digest = self.package.digest(link.target)
        if digest:
            content.pictures[Picture(digest, alt)] = None
        elif digest is None:
            content.not_read(TOO_LARGE)
        else:
            content.not_read(ELSEWHERE if link.kind and not link.target else NO_PICTURE)

    def diagrams(self, part: str, where: Where) -> Content:
        """The text of diagrams: of their data, and of their drawings where that is other text."""
        content, drawn = Content(), Content()
        for diagram in self.package.linked(part, "diagramData"):
            content.add(self._other(diagram, where))
        for drawing in self.package.linked(part, "diagramDrawing"):
            drawn.add(self._other(drawing, where))
        again = Counter(map(text_key, content.fragments))
        for fragment in drawn.fragments:
            key = text_key(fragment)
            if again[key] > 0:
                again[key] -= 1
            else:
                content.fragments.append(fragment)
        drawn.fragments = []
        content.add(drawn)
        return content

    def _other(self, part: str, where: Where) -> Content:
        """The content of a part with shapes of another kind: a diagram, or a drawing on a chart."""
        content = Content()
        try:
            root = self.package.xml(part)
        except ToolError:
            root = None
        if root is None:
            content.not_read("a diagram")
            return content
        for element in root.iter(PARAGRAPH, BLIP, SVG, "{*}cNvPr"):
            if element.tag == PARAGRAPH:
                content.fragments += paragraph_fragments(element, where)
            elif element.tag in (BLIP, SVG):
                self.add_blip(content, part, element, "")
            else:
                content.fragments += alternative_texts(element)
        return content

    def add_blip(self, content: Content, part: str, element: Any, alt: str) -> None:
        """Add a picture by its element; for an SVG its text, too."""
        embedded, linked = element.get(f"{R}embed"), element.get(f"{R}link")
        if embedded or linked:
            self.add_picture(content, part, embedded or linked, alt)
        target = self.package.link(part, embedded).target if element.tag == SVG else ""
        if target and target not in content.parts:
            content.parts.add(target)
            content.add(self.drawing(target))


def alternative_texts(names: Any) -> Iterator[Fragment]:
    """The description and the title of a shape, from the element with its names."""
    for text in (names.get("descr"), names.get("title")):
        if text and text.strip():
            yield Fragment("alternative text", text)


def text_key(fragment: Fragment) -> str:
    """The text without spaces, to compare two forms of the same content."""
    return "".join(fragment.text.split())
