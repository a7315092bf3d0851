"""Charts of both kinds: what they show, and their workbooks."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import pytest

from factpress.audit.readers import pptx_charts
from factpress.audit.reading import Place
from factpress.core.diagnostics import ToolError
from tests.audit.decks import with_chart_and_table
from tests.audit.readers.packages import (
    NAMESPACES,
    first,
    frame,
    package,
    png,
    read,
    slide,
    texts,
    unread,
    words,
)

EX = "http://schemas.microsoft.com/office/drawing/2014/chartex"


def workbook() -> bytes:
    with zipfile.ZipFile(BytesIO(with_chart_and_table((12, 3.5), ("A",)))) as deck:
        return deck.read(next(name for name in deck.namelist() if name.endswith(".xlsx")))


def series(values: str, code: str = "General", more: str = "") -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{value}</c:v></c:pt>' for i, value in enumerate(values.split()))
    cache = f"<c:numCache><c:formatCode>{code}</c:formatCode>{points}</c:numCache>"
    return f"<c:ser>{more}<c:val><c:numRef><c:f>Sheet1!A1</c:f>{cache}</c:numRef></c:val></c:ser>"


def chart(
    plot: str,
    *,
    title: str = "",
    relations: dict[str, tuple[str, str]] | None = None,
    parts: dict[str, str | bytes] | None = None,
    external: str = "",
) -> Place:
    markup = (
        f"<c:chartSpace {NAMESPACES}><c:chart><c:title><c:tx><c:rich>{words(title)}</c:rich></c:tx></c:title>"
        f"<c:plotArea>{plot}</c:plotArea></c:chart>{external}</c:chartSpace>"
    )
    also = {"ppt/charts/chart1.xml": relations or {}}
    all_parts = {"ppt/charts/chart1.xml": markup, **(parts or {})}
    graphic = frame('<c:chart r:id="c1"/>')
    data = package([slide(graphic)], {"c1": ("chart", "../charts/chart1.xml")}, all_parts, also=also)
    return read(data).places[0]


def data(place: Place) -> list[str]:
    return [one.text for one in place.fragments if one.where == "data"]


def test_titles_categories_values_and_labels_are_read() -> None:
    label = f"<c:dLbls><c:dLbl><c:tx><c:rich>{words('at least 8')}</c:rich></c:tx></c:dLbl></c:dLbls>"
    name = "<c:tx><c:strRef><c:strCache><c:pt><c:v>Readers</c:v></c:pt></c:strCache></c:strRef></c:tx>"
    place = chart(f"<c:barChart>{series('12 3.5', more=name + label)}</c:barChart>", title="Who came")
    assert data(place) == ["Who came", "Readers", "at least 8", "12", "3.5"]
    assert unread(place) == []


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("45000", "yyyy-mm-dd", ["2023-03-15"]),
        ("45000", "mmm\\ yyyy", ["2023-03"]),
        ("45000", "yyyy", ["2023"]),
        ("45000", "[$-409]d/m/yy;@", ["2023-03-15"]),
        ("45000", "#,##0", ["45000"]),
        ("0.187", "0.0%", ["0.187"]),
        ("99999999", "yyyy", ["99999999"]),
        ("many", "yyyy", ["many"]),
        ("NaN", "yyyy", ["NaN"]),
        ("5", '&quot;99,999&quot;', ["99,999", "5"]),
        ("5", "\\1\\6k", ["16", "5"]),
        ("5", '0.0" million"'.replace('"', "&quot;"), ["5"]),
        ("5", "[" * 300 + "y", ["5"]),
    ],
)  # fmt: skip
def test_a_number_format_may_make_another_text_of_a_value(value: str, code: str, shown: list[str]) -> None:
    assert data(chart(f"<c:barChart>{series(value, code)}</c:barChart>")) == shown


def test_dates_of_old_macs_begin_in_1904() -> None:
    assert pptx_charts.shown_value("0.5", "yyyy", dt.date(1904, 1, 1)) == "1904"
    place = chart(f"<c:barChart>{series('1', 'yyyy-mm-dd')}</c:barChart>", external='<c:date1904 val="1"/>')
    assert data(place) == ["1904-01-02"]


def test_the_percentages_that_a_pie_computes_are_read() -> None:
    on = '<c:dLbls><c:numFmt formatCode="0.0%"/><c:showPercent val="{}"/></c:dLbls>'
    assert data(chart(f"<c:pieChart>{series('1 2', more=on.format(1))}</c:pieChart>")) == ["1", "2", "33.3%", "66.7%"]
    assert data(chart(f"<c:pieChart>{series('1 2', more=on.format(0))}</c:pieChart>")) == ["1", "2"]
    assert data(chart(f"<c:barChart>{series('1 2', more=on.format(1))}</c:barChart>")) == ["1", "2"]


def test_the_equation_of_a_trend_line_is_not_read() -> None:
    line = '<c:trendline><c:dispEq val="{}"/></c:trendline>'
    assert unread(chart(f"<c:lineChart>{series('1', more=line.format(1))}</c:lineChart>")) == [pptx_charts.TREND]
    assert unread(chart(f"<c:lineChart>{series('1', more=line.format(0))}</c:lineChart>")) == []


def test_a_workbook_is_read_or_it_is_said_that_it_is_not() -> None:
    external = '<c:externalData r:id="w"/>'
    inside = {"w": ("package", "../embeddings/w.xlsx")}
    place = chart("", relations=inside, external=external, parts={"ppt/embeddings/w.xlsx": workbook()})
    assert data(place) == ["Readers", "A", "12", "B", "3.5"]
    assert unread(place) == []
    missing = chart("", relations=inside, external=external)
    damaged = chart("", relations=inside, external=external, parts={"ppt/embeddings/w.xlsx": b"PK\3\4"})
    elsewhere = chart("", relations={"w": ("package", "file:///C:/w.xlsx")}, external=external)
    unnamed = chart("", external=external)
    for place in (missing, damaged, elsewhere, unnamed):
        assert unread(place) == [pptx_charts.WORKBOOK]


def test_a_missing_or_damaged_chart_is_said() -> None:
    graphic = frame('<c:chart r:id="c1"/>')
    assert unread(first(graphic)) == ["a chart"]
    parts = {"ppt/charts/chart1.xml": b"<c:chartSpace>"}
    assert unread(first(graphic, {"c1": ("chart", "../charts/chart1.xml")}, parts)) == ["a chart"]


def test_drawings_and_pictures_on_a_chart_are_read() -> None:
    drawing = (
        f"<c:userShapes {NAMESPACES}><cdr:sp><cdr:txBody>{words('9,999 in all')}</cdr:txBody></cdr:sp></c:userShapes>"
    )
    fill = '<c:spPr><a:blipFill><a:blip r:embed="p"/></a:blipFill></c:spPr>'
    relations = {"u": ("chartUserShapes", "../drawings/d.xml"), "p": ("image", "../media/i.png")}
    parts: dict[str, str | bytes] = {"ppt/drawings/d.xml": drawing, "ppt/media/i.png": png()}
    place = chart(fill, relations=relations, parts=parts)
    assert data(place) == ["9,999 in all"]
    assert len(place.pictures) == 1


def test_the_newer_kinds_of_charts_are_read() -> None:
    markup = (
        f"<cx:chartSpace {NAMESPACES}><cx:chartData><cx:externalData r:id='w'/><cx:data><cx:strDim><cx:lvl><cx:pt>Begin"
        "</cx:pt></cx:lvl></cx:strDim><cx:numDim><cx:lvl formatCode='yyyy'><cx:pt>45000</cx:pt></cx:lvl></cx:numDim>"
        "<cx:numDim><cx:lvl formatCode='General'><cx:pt>77777</cx:pt></cx:lvl></cx:numDim></cx:data></cx:chartData>"
        "<cx:chart><cx:title><cx:tx><cx:txData><cx:v>88,888 in all</cx:v></cx:txData></cx:tx></cx:title><cx:axis>"
        f"<cx:title><cx:tx><cx:rich>{words('Thousands')}</cx:rich></cx:tx></cx:title></cx:axis></cx:chart></cx:chartSpace>"
    )
    parts: dict[str, str | bytes] = {"ppt/charts/x.xml": markup, "ppt/embeddings/w.xlsx": workbook()}
    data_ = package(
        [slide(frame('<cx:chart r:id="c1"/>', EX))],
        {"c1": ("chartEx", "../charts/x.xml")},
        parts,
        also={"ppt/charts/x.xml": {"w": ("package", "../embeddings/w.xlsx")}},
    )
    place = read(data_).places[0]
    assert data(place)[:5] == ["Begin", "2023", "77777", "88,888 in all", "Thousands"]
    assert data(place)[5:] == ["Readers", "A", "12", "B", "3.5"]


def test_the_numbers_that_a_histogram_computes_are_not_read() -> None:
    markup = (
        f"<cx:chartSpace {NAMESPACES}><cx:chart><cx:layoutPr><cx:binning/></cx:layoutPr></cx:chart></cx:chartSpace>"
    )
    place = first(
        frame('<cx:chart r:id="c1"/>', EX), {"c1": ("chartEx", "../charts/c.xml")}, {"ppt/charts/c.xml": markup}
    )
    assert unread(place) == [pptx_charts.HISTOGRAM]


def test_a_chart_in_a_group_and_twice_on_a_slide_counts_once() -> None:
    markup = f"<c:chartSpace {NAMESPACES}>{series('12')}</c:chartSpace>"
    graphic = frame('<c:chart r:id="c1"/>')
    group = f"<p:grpSp>{graphic}{graphic}</p:grpSp>"
    place = first(group, {"c1": ("chart", "../charts/c.xml")}, {"ppt/charts/c.xml": markup})
    assert texts(place) == [("data", "12")]


def test_a_workbook_without_sheets_is_none() -> None:
    with pytest.raises(ToolError, match="no sheet"):
        pptx_charts.workbook_cells(zip_of("xl/workbook.bin"))


def zip_of(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, b"")
    return out.getvalue()
