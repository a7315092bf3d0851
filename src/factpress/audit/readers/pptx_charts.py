"""Charts of presentations: texts, the values that they show, and their workbooks.

Both kinds: charts of DrawingML (ECMA-376 Part 1, 21.2), and the newer ones, such as waterfalls, funnels and maps
([MS-ODRAWXML] 2.24), whose elements are others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from factpress.audit.readers.pptx_text import paragraph_fragments
from factpress.audit.reading import Fragment
from factpress.core.diagnostics import ToolError
from factpress.core.office_package import A, Package, R, open_package

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

_PARAGRAPH, _BLIP = f"{A}p", f"{A}blip"
_CACHES = (f"{_C}numCache", f"{_C}numLit", f"{_CX}lvl")
_VALUES = (f"{_C}v", f"{_CX}v", f"{_CX}pt")
_FORMATS = (f"{_C}numFmt", f"{_CX}numFmt")
_SHARED = (f"{_C}pieChart", f"{_C}pie3DChart", f"{_C}doughnutChart", f"{_C}ofPieChart")
"""Charts of the shares of a whole."""

WORKBOOK = "the workbook of a chart"
"""What is said about a workbook that is in another file, missing, damaged, or of an old format."""
TREND = "the equation of a trend line"
HISTOGRAM = "the numbers that a histogram computes"


@dataclass(slots=True)
class ChartContent:
    """What a chart shows: its texts and values, the relationships of its pictures, its drawings, what was not read."""

    fragments: list[Fragment] = field(default_factory=list[Fragment])
    pictures: list[str] = field(default_factory=list[str])
    drawings: list[str] = field(default_factory=list[str])
    unread: list[str] = field(default_factory=list[str])


def read_chart(package: Package, part: str) -> ChartContent:
    """The content of a chart part. One that is missing or damaged is not read."""
    found = ChartContent()
    try:
        root = package.xml(part)
    except ToolError:
        root = None
    if root is None:
        found.unread.append("a chart")
        return found
    epoch = _epoch(root)
    code = ""
    for element in root.iter(_PARAGRAPH, _BLIP, *_CACHES, *_VALUES, *_FORMATS):
        if element.tag == _PARAGRAPH:
            found.fragments += paragraph_fragments(element, "data")
        elif element.tag == _BLIP:
            found.pictures += [name for name in (element.get(f"{R}embed"), element.get(f"{R}link")) if name]
        elif element.tag in _CACHES:
            code = element.get("formatCode") or element.findtext(f"{_C}formatCode") or ""
            _add(found, *_literals(code))
        elif element.tag in _FORMATS:
            _add(found, *_literals(element.get("formatCode") or ""))
        else:
            point = element if element.tag == f"{_CX}pt" else element.getparent()
            in_cache = point is not None and point.getparent() is not None and point.getparent().tag in _CACHES
            own = point.get("formatCode") if point is not None else None
            _add(found, shown_value(element.text or "", own or code, epoch) if in_cache else element.text or "")
    _add(found, *(text for tag in _SHARED for plot in root.iter(tag) for text in _shares(plot)))
    if any(_is_on(e) for name in ("dispEq", "dispRSqr") for e in root.iter(f"{_C}{name}")):
        found.unread.append(TREND)
    if next(root.iter(f"{_CX}binning"), None) is not None:
        found.unread.append(HISTOGRAM)
    found.drawings = package.linked(part, "chartUserShapes")
    _read_workbook(package, part, root, found)
    return found


def _add(found: ChartContent, *texts: str) -> None:
    found.fragments += [Fragment("data", text) for text in texts if text.strip()]


def _read_workbook(package: Package, part: str, root: Any, found: ChartContent) -> None:
    """Add the cells of the workbook that a chart is made of."""
    named = [e.get(f"{R}id") for tag in (f"{_C}externalData", f"{_CX}externalData") for e in root.iter(tag)]
    links = [package.link(part, name) for name in named]
    # a workbook that the chart does not name is there, too, if it was left by another program
    targets = dict.fromkeys((*(link.target for link in links), *package.linked(part, "package")))
    for target in targets:
        try:
            data = package.read(target)
            cells = workbook_cells(data) if data is not None else None
        except ToolError:
            cells = None
        if cells is None:
            found.unread.append(WORKBOOK)
        else:
            _add(found, *cells)


def workbook_cells(data: bytes) -> list[str]:
    """The texts of the cells of a workbook, by sheet and row. Raises ToolError if it is damaged or too large."""
    package = open_package(data)
    strings = ["".join(one.itertext()) for one in package.elements("xl/sharedStrings.xml", f"{_SHEET}si")]
    sheets = sorted(part for part in package.parts if part.startswith("xl/worksheets/") and part.endswith(".xml"))
    if not sheets:
        raise ToolError("it has no sheet that can be read", "save it as .xlsx")
    found: list[str] = []
    for name in sheets:
        for cell in package.elements(name, f"{_SHEET}c"):
            kind = cell.get("t")
            text = "".join(cell.itertext()) if kind == "inlineStr" else cell.findtext(f"{_SHEET}v") or ""
            if kind == "s" and text.isdecimal() and int(text) < len(strings):
                text = strings[int(text)]
            if text.strip():
                found.append(text)
    return found


# ── values as charts show them ──────────────────────────────────────────────────────────────────────────────────

LONGEST_FORMAT = 255
"""Characters of a number format (ECMA-376 Part 1, 18.8.31)."""
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_NOT_TOKENS = re.compile(r'"[^"]*"|\\.|\[[^][]*\]|[_*].')
_DAYS = Decimal(2_957_003)
"""31 December 9999, the last day of spreadsheets, counted from 1904."""


def shown_value(text: str, code: str, epoch: dt.date) -> str:
    """A value with its number format applied, if that makes it a date; else the value as stored.

    Percentages stay fractions of 1, and are compared as such.
    """
    tokens = _NOT_TOKENS.sub("", code[:LONGEST_FORMAT].partition(";")[0]).lower()
    if "y" not in tokens and not ("d" in tokens and "m" in tokens):
        return text
    days = _number(text)
    if days is None or not 0 < days <= _DAYS:
        return text
    day = epoch + dt.timedelta(days=int(days))
    parts = [f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"]
    return "-".join(parts[: 3 if "d" in tokens else 2 if "m" in tokens else 1])


def _epoch(root: Any) -> dt.date:
    """Day 0 of the dates in a chart. Spreadsheets count a 29 February 1900, which did not exist."""
    mac = next((e for e in root.iter(f"{_C}date1904")), None)
    return dt.date(1904, 1, 1) if mac is not None and _is_on(mac) else dt.date(1899, 12, 30)


def _literals(code: str) -> Iterator[str]:
    """The texts in a number format that contain a digit: they are shown in place of a value, or next to it."""
    text = "".join(quoted or escaped for quoted, escaped in _LITERAL.findall(code[:LONGEST_FORMAT]))
    if any(character.isnumeric() for character in text):
        yield text


def _shares(plot: Any) -> Iterator[str]:
    """The percentages that a chart of shares computes for its labels; none if it does not show them."""
    if not any(_is_on(e) for e in plot.iter(f"{_C}showPercent")):
        return
    codes = (e.get("formatCode") or "" for e in plot.iter(f"{_C}numFmt"))
    code = next((one for one in codes if "%" in one), "0%")
    places = len(code.partition("%")[0].partition(".")[2].rstrip("%"))
    for series in plot.iter(f"{_C}ser"):
        values = [value for e in series.iterfind(f"{_C}val//{_C}v") if (value := _number(e.text)) is not None]
        whole = sum((abs(value) for value in values), Decimal(0))
        if whole:
            yield from (f"{abs(value) / whole * 100:.{min(places, 9)}f}%" for value in values)


def _number(text: str | None) -> Decimal | None:
    try:
        number = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 300 else None


def _is_on(element: Any) -> bool:
    """Whether an element of type CT_Boolean is true, which it is without a value."""
    return (element.get("val") or "1") in ("1", "true")
