"""Read the shapes of a slide, its layout and its master, in the order they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from factpress.core.office_objects import TAGS, unread_object
from factpress.core.office_package import A, P, R
from factpress.output.deck.preflight.colours import Paint
from factpress.output.deck.preflight.context import Context
from factpress.output.deck.preflight.geometry import Frame, Group, number, points
from factpress.output.deck.preflight.inheritance import Ancestors, TextStyles, ancestors, placeholder, text_styles
from factpress.output.deck.preflight.model import NO_FILL, Blip, Body, Cell, Fill, Shape, Table
from factpress.output.deck.preflight.text_reader import TextReader

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PROPERTIES = (f"{P}spPr", f"{P}grpSpPr")
_WHOLE_AREA = (0.0, 0.0, 1.0, 1.0)
_CORNER = 0.29289
"""1 - sin 45°: how far the text of a rounded rectangle keeps from its sides, as a share of the radius."""
_PLAIN_FORMS = ("rect", "roundRect", "round1Rect", "round2SameRect", "flowChartProcess", "textRect", "")
_SHOWN_ON_CLICK = frozenset(
    {"a video", "a sound", "a form control", "a 3D model", "a web add-in", "a picture of another slide"}
)
"""Objects that a program plays or that work only in PowerPoint. Others, such as a workbook, are shown as a picture."""
_GRAPHICS = {"/table": "table", "/chart": "chart", "/chartex": "chart", "/diagram": "diagram"}
_CHARTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
)


class ShapeReader:
    """Reads the shapes of one part. Those of a layout or master are not the slide's `own`, and have no placeholders."""

    def __init__(self, context: Context, *, own: bool) -> None:
        self.context, self.own = context, own

    def shapes(self, tree: Any, group: Group) -> Iterator[Shape]:
        """The shapes of a tree or a group, from back to front."""
        for element in tree:
            match str(element.tag):
                case tag if tag == f"{_MC}AlternateContent":
                    chosen = element.find(f"{_MC}Choice")
                    chosen = chosen if chosen is not None and len(chosen) else element.find(f"{_MC}Fallback")
                    if chosen is not None:
                        yield from self.shapes(chosen, group)
                case tag if tag == f"{P}grpSp":
                    yield from self._group(element, group)
                case tag if tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp"):
                    names = _names(element)
                    hidden = names is not None and names.get("hidden") in ("1", "true")
                    if not hidden and (self.own or placeholder(element) is None):
                        yield self._shape(element, group)
                case _:
                    pass

    def _group(self, element: Any, around: Group) -> Iterator[Shape]:
        transform = element.find(f"{P}grpSpPr/{A}xfrm")
        inside = around.inside(transform) if transform is not None else around
        names = _names(element)
        described, decorative = _description(names)
        for shape in self.shapes(element, inside):
            # a description of the group is one of all its pictures
            yield _with_description(shape, described, decorative=decorative) if described or decorative else shape

    def _shape(self, element: Any, group: Group) -> Shape:
        context = self.context
        family = ancestors(element, context.layout if self.own else None, context.master if self.own else None)
        names = _names(element)
        described, decorative = _description(names)
        kind = _kind(element)
        transform = next(iter([*family.properties(f"{P}spPr/{A}xfrm"), *family.properties(f"{P}xfrm")]), None)
        frame = group.frame(transform) if transform is not None else None
        style = element.find(f"{P}style")
        text = element.find(f"{P}txBody")
        media = tuple(sorted({unread_object(one) for one in element.iter(*TAGS)} & _SHOWN_ON_CLICK))
        form = _form(family)
        return Shape(
            names.get("name") or kind if names is not None else kind,
            names.get("id") or "" if names is not None else "",
            kind,
            frame,
            self.own,
            family.role,
            self._fill(element, family, style, kind),
            self._body(text, family, style, frame, form) if text is not None else None,
            self._table(element) if kind == "table" else None,
            tuple(self._blips(element, kind)),
            described,
            decorative,
            media,
            text is not None and _has_effects(text),
            "ellipse" if form == "ellipse" else "rect" if form in _PLAIN_FORMS else "other",
        )

    def _fill(self, element: Any, family: Ancestors, style: Any | None, kind: str) -> Fill:
        if kind == "picture":
            fill = element.find(f"{P}blipFill")
            return self.context.picture_fill(fill, self.context.part) if fill is not None else NO_FILL
        if kind in ("chart", "diagram", "object"):
            return Fill("other")
        for properties in family.properties(f"{P}spPr"):
            fill = self.context.fill(properties)
            if fill is not None:
                return fill
        return self.context.styled_fill(style, None)

    def _body(self, text: Any, family: Ancestors, style: Any | None, frame: Frame | None, form: str) -> Body:
        context = self.context
        styles = text_styles(family, context.master, context.presentation)
        reference = style.find(f"{A}fontRef") if style is not None else None
        area = _area(form, family, frame)
        bodies = [text.find(f"{A}bodyPr"), *list(family.properties(f"{P}txBody/{A}bodyPr"))[1:]]
        return TextReader(context, styles, self._usual(), reference).body(
            text, [one for one in bodies if one is not None], area
        )

    def _usual(self) -> Paint:
        rgb = self.context.scheme.named("tx1")
        return Paint(rgb if rgb is not None else (0, 0, 0))

    def _table(self, element: Any) -> Table | None:
        table = element.find(f"{A}graphic/{A}graphicData/{A}tbl")
        if table is None:
            return None
        widths = [points(column.get("w")) for column in table.findall(f"{A}tblGrid/{A}gridCol")]
        rows = table.findall(f"{A}tr")
        styled = table.find(f"{A}tblPr/{A}tableStyleId") is not None
        styles = text_styles(Ancestors((), ""), self.context.master, self.context.presentation)
        # the colours of a table style may be those of PowerPoint, which the file does not have
        reader = TextReader(self.context, TextStyles((), styles.defaults), None if styled else self._usual())
        cells = [
            self._cell(cell, i, j, reader, styled=styled)
            for i, row in enumerate(rows)
            for j, cell in enumerate(row.findall(f"{A}tc"))
            if cell.get("hMerge") not in ("1", "true") and cell.get("vMerge") not in ("1", "true")
        ]
        return Table(tuple(widths), tuple(points(row.get("h")) for row in rows), tuple(cells))

    def _cell(self, cell: Any, row: int, column: int, reader: TextReader, *, styled: bool) -> Cell:
        properties = cell.find(f"{A}tcPr")
        fill = self.context.fill(properties)
        body = Body(())
        text = cell.find(f"{A}txBody")
        if text is not None:
            found = [text.find(f"{A}bodyPr")]
            insets = _CellInsets(properties)
            body = reader.body(text, [insets, *(one for one in found if one is not None)], _WHOLE_AREA)
        rows, columns = (max(int(number(cell.get(name), 1)), 1) for name in ("rowSpan", "gridSpan"))
        return Cell(row, column, rows, columns, body, fill if fill is not None or styled else NO_FILL)

    def _blips(self, element: Any, kind: str) -> Iterator[Blip]:
        """The pictures of a shape, and a chart that is not in the file."""
        yield from self.context.blips(element)
        for chart in element.iter(*_CHARTS) if kind == "chart" else ():
            link = self.context.package.link(self.context.part, chart.get(f"{R}id"))
            if link.target not in self.context.package.parts:
                yield Blip("", "the file does not have the chart that the slide refers to")


class _CellInsets:
    """The margins and the anchor of a table cell, under the names that they have in the properties of a text."""

    _NAMES = {"lIns": "marL", "tIns": "marT", "rIns": "marR", "bIns": "marB"}  # noqa: RUF012 - constant

    def __init__(self, properties: Any | None) -> None:
        self.properties = properties

    def get(self, name: str) -> str | None:
        """The value of an attribute."""
        return None if self.properties is None else self.properties.get(self._NAMES.get(name, name))

    def __iter__(self) -> Iterator[Any]:
        return iter(())


def _names(element: Any) -> Any | None:
    return element[0].find(f"{P}cNvPr") if len(element) else None


def _description(names: Any | None) -> tuple[str, bool]:
    """The alternative text of a shape, and whether it is marked as decorative."""
    if names is None:
        return "", False
    decorative = any(one.get("val") in ("1", "true") for one in names.iter(_DECORATIVE))
    return (names.get("descr") or names.get("title") or "").strip(), decorative


def _with_description(shape: Shape, described: str, *, decorative: bool) -> Shape:
    return replace(shape, alternative=shape.alternative or described, decorative=shape.decorative or decorative)


def _kind(element: Any) -> str:
    match str(element.tag).removeprefix(P):
        case "sp":
            return "shape"
        case "pic":
            return "picture"
        case "cxnSp":
            return "line"
        case _:
            data = element.find(f"{A}graphic/{A}graphicData")
            uri = (data.get("uri") or "") if data is not None else ""
            return next((kind for end, kind in _GRAPHICS.items() if uri.endswith(end)), "object")


def _has_effects(text: Any) -> bool:
    """Whether letters have an outline, a shadow or a glow, which may set them off from what lies behind."""
    return any(len(one) and one[0].tag != f"{A}noFill" for one in text.iter(f"{A}effectLst", f"{A}ln"))


def _form(family: Ancestors) -> str:
    """The name of the form of a shape, "custom" for one that is drawn point by point, "" for one without."""
    for properties in family.properties(f"{P}spPr"):
        preset, custom = properties.find(f"{A}prstGeom"), properties.find(f"{A}custGeom")
        if preset is not None:
            return preset.get("prst") or ""
        if custom is not None:
            return "custom"
    return ""


def _area(form: str, family: Ancestors, frame: Frame | None) -> tuple[float, float, float, float]:
    """The rectangle for text in a form, as shares of width and height (presetShapeDefinitions.xml of ECMA-376)."""
    if form == "ellipse":
        return 0.14645, 0.14645, 0.85355, 0.85355
    if form in ("diamond", "flowChartDecision"):
        return 0.25, 0.25, 0.75, 0.75
    if form == "triangle":
        return 0.25, 0.5, 0.75, 1
    if form == "roundRect" and frame is not None and min(frame.width, frame.height) > 0:
        written = next((one.get("fmla") or "" for properties in family.properties(f"{P}spPr/{A}prstGeom/{A}avLst")
                        for one in properties), "")  # fmt: skip
        radius = number(written.removeprefix("val ").strip() or None, 16_667) / 100_000
        inset = min(radius, 0.5) * _CORNER * min(frame.width, frame.height)
        across, down = inset / frame.width, inset / frame.height
        return across, down, 1 - across, 1 - down
    return _WHOLE_AREA
