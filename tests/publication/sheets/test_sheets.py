from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings
from factpress.publication.sheets.delimited import decoded, parse_delimited
from factpress.publication.sheets.numbers import (
    NOTATIONS,
    Numbers,
    Reading,
    ambiguous,
    first_day,
    notations,
    read_moment,
    read_number,
)
from factpress.publication.sheets.reading import PASTED, pasted_sheet, read_sheet, titles_in
from factpress.publication.sheets.series import Columns, find_columns, read_points, title_key
from factpress.publication.sheets.sheet import Cell, Fault, Sheet, column_name, place_named
from tests.publication.sheets.workbooks import SHEET, changed, workbook
from tests.tongues import english

FILE = Path("data/series/visitors.csv")
BOOK = Path("data/series/visitors.xlsx")
ENGLISH = Numbers(".", ",")
GERMAN = Numbers(",", ".")
FRENCH = Numbers(",", "")


def texts(sheet: Sheet) -> list[list[str]]:
    return [[row.cell(column).text for column in sheet.columns] for row in sheet.rows]


def columns_of(sheet: Sheet, period: str | None = None, value: str | None = None) -> Columns:
    found = find_columns(sheet, period, value)
    assert isinstance(found, Columns), found
    return found


def points(sheet: Sheet, numbers: Numbers = ENGLISH, percent: bool | None = None) -> dict[str, Reading]:
    series = read_points(sheet, columns_of(sheet), numbers, percent=percent)
    assert not series.faults, [fault.text for fault in series.faults]
    return {point.moment: point.reading for point in series.points}


def faults(sheet: Sheet, numbers: Numbers = ENGLISH, percent: bool | None = None) -> list[str]:
    return [fault.text for fault in read_points(sheet, columns_of(sheet), numbers, percent=percent).faults]


def refusal(raw: bytes, file: Path = BOOK, title: str | None = None, *, strict: bool = False) -> tuple[str, str, str]:
    with pytest.raises(Findings) as raised:
        read_sheet(raw, file, title, strict=strict)
    (found,) = raised.value.found
    assert found.location is not None
    assert found.location.path == file
    return found.code, found.message, found.hint or ""


# ── cells and places ────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(1, 20_000), st.integers(1, 10_000_00))
def test_a_cell_is_found_by_its_name(column: int, row: int) -> None:
    place = place_named(f"{column_name(column)}{row}")
    assert place == ((row, column) if len(column_name(column)) <= 3 else None)


@pytest.mark.parametrize("name", ["", "B", "7", "B0", "7B", "ÄB7", "ABCD1", "B7x", "B12345678"])
def test_no_names_of_cells(name: str) -> None:
    assert place_named(name) is None


_CELLS = st.text(st.sampled_from("ab1,;\t\"\n'é. "), max_size=6).map(str.strip)


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from("\t;,"))
def test_what_a_program_writes_is_read_back(rows: list[list[str]], mark: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    sheet = parse_delimited(out.getvalue().replace("\r\n", "\n"), FILE)
    wide = max(map(len, rows))
    got = [[sheet.row(r).cell(c).text for c in range(1, wide + 1)] for r in range(1, len(rows) + 1)]
    assert got == [[*row, *[""] * (wide - len(row))] for row in rows]


@given(st.text(st.sampled_from('a,"\n\t;1 '), max_size=40))
def test_each_cell_has_its_place(text: str) -> None:
    lines = text.split("\n")
    for row in parse_delimited(text, FILE).rows:
        for cell in row.cells:
            here = lines[cell.line - 1][cell.at - 1 :]
            assert here.lstrip().startswith(('"', cell.text.split("\n")[0][:1]))


def test_a_cell_with_lines_is_one_row() -> None:
    sheet = pasted_sheet('Year\t"Visitors\nof the house"\r\n2021\t"7 ""k"""\r\n2022\t8')
    assert texts(sheet) == [["Year", "Visitors\nof the house"], ["2021", '7 "k"'], ["2022", "8"]]
    (cell,) = (cell for cell in sheet.rows[2].cells if cell.column == 2)
    assert (cell.name, cell.line, cell.at) == ("B3", 4, 6)


def test_a_quotation_mark_in_a_text_is_a_letter() -> None:
    assert texts(pasted_sheet('5" pipe\t"a" b\n6"\t"c')) == [['5" pipe', '"a" b'], ['6"', '"c']]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1,5;2", [["a", "b"], ["1,5", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a\tb,c;d\n1\t2", [["a", "b,c;d"], ["1", "2"]]),
        ("sep=;\na,b;c\n", [["a,b", "c"]]),
        ('"a;b",c\n"d;e",f', [["a;b", "c"], ["d;e", "f"]]),
        ("\n\n,,\n2021,5\n", [["2021", "5"]]),
        ("one\ntwo", [["one"], ["two"]]),
        ("", []),
    ],
)
def test_the_separator_is_found(text: str, rows: list[list[str]]) -> None:
    assert texts(pasted_sheet(text)) == rows


def test_rows_are_counted_as_spreadsheets_count_them() -> None:
    assert [row.number for row in pasted_sheet("a\tb\n\n1\t2").rows] == [1, 3]
    assert [row.number for row in pasted_sheet("sep=;\na;b\n1;2").rows] == [2, 3]


def test_texts_of_cells_are_mended() -> None:
    sheet = pasted_sheet("2021\t7.200.000\n2022\tn/a")
    assert texts(sheet.with_texts({"B1": "7,200,000", "B2": "", "C9": "?"})) == [["2021", "7,200,000"], ["2022", ""]]
    assert sheet.with_texts({"B1": "7.200.000"}) == sheet


# ── encodings ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_encodings(encoding: str, name: str) -> None:
    raw = "Année,Visiteurs\r\n2021,5\r\n".encode(encoding)
    assert decoded(raw, FILE)[1] == name
    assert texts(read_sheet(raw, FILE))[0] == ["Année", "Visiteurs"]
    if name == "UTF-8":
        assert texts(read_sheet(raw, FILE, strict=True))[0] == ["Année", "Visiteurs"]
    else:
        code, message, hint = refusal(raw, FILE, strict=True)
        assert (code, name in message, "CSV UTF-8" in hint) == ("not-utf-8", True, True)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"%PDF-1.7", "a PDF file"),
        (b"\xd0\xcf\x11\xe0 old", "an old Word or Excel"),
        (b"\x89PNG", "a PNG picture"),
        (b"1\0,\0002\0\n\0" * 9, "UTF-16"),
    ],
)
def test_other_files_are_named(raw: bytes, words: str) -> None:
    code, message, _ = refusal(raw, FILE)
    assert (code, words in message) == ("not-a-table", True), message


def test_huge_tables_are_refused() -> None:
    assert refusal(b"1,2\n" * 30_000, FILE)[0] == "unreadable-file"
    assert refusal(b"1" * 8_000_001, FILE)[0] == "unreadable-file"
    with pytest.raises(Findings):
        pasted_sheet("1" * 8_000_001)


@settings(deadline=2000)
@given(st.sampled_from(['"', '""', '"\n', '",', '"a"b', ",", "\n", ' "']))
def test_any_row_of_signs_is_read_in_time(part: str) -> None:
    parse_delimited(part * 2000, FILE)


# ── workbooks ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_workbook_has_what_it_shows() -> None:
    day = dt.date(1975, 4, 17)
    rows = [["Year", "Number"], [1970, 6639182], [(day, "d.m.yyyy"), (0.4517, "0.0%")], [(day, "mmm yy"), 12272.1],
            [(day, "yyyy"), True], [None, "text"]]  # fmt: skip
    sheet = read_sheet(workbook(("Data", rows)), BOOK)
    assert sheet.title == "Data"
    assert texts(sheet)[1:] == [
        ["1970", "6639182"], ["1975-04-17", "45.17%"], ["1975-04", "12272.1"], ["1975", "TRUE"], ["", "text"],
    ]  # fmt: skip
    assert sheet.row(4).cell(2).number == Decimal("12272.1")
    assert str(sheet.location(sheet.row(4).cell(2))) == "data/series/visitors.xlsx:B4"


def test_sums_of_a_program_are_rounded_as_it_shows_them() -> None:
    assert read_sheet(workbook(("A", [[2021, 0.1 + 0.2]])), BOOK).row(1).cell(2).text == "0.3"


@pytest.mark.parametrize("mac", [False, True])
@pytest.mark.parametrize("day", [dt.date(1904, 1, 2), dt.date(1975, 4, 17), dt.date(2100, 12, 31)])
def test_both_calendars(day: dt.date, mac: bool) -> None:
    raw = workbook(("A", [[(day, "yyyy-mm-dd"), 5]]), mac=mac)
    assert points(read_sheet(raw, BOOK)) == {day.isoformat(): Decimal(5)}


def test_the_first_days_of_excel() -> None:
    raw = workbook(("A", [[(1, "d.m.yyyy"), 5], [(59, "d.m.yyyy"), 5], [(61, "d.m.yyyy"), 5]]))
    assert [row.cells[0].text for row in read_sheet(raw, BOOK).rows] == ["1900-01-01", "1900-02-28", "1900-03-01"]


def test_a_formula_has_its_value_or_a_fault() -> None:
    raw = workbook(("A", [[2021, 1], [2022, "=B1*2"]]))
    with_value = changed(raw, {SHEET: (b"<v>0</v>", b"<v>2</v>")})
    assert points(read_sheet(with_value, BOOK)) == {"2021": Decimal(1), "2022": Decimal(2)}
    without = changed(raw, {SHEET: (b"<v>0</v>", b"")})
    assert faults(read_sheet(without, BOOK)) == ["B2: the formula has no value"]
    error = changed(raw, {SHEET: (b'r="B2"><f>B1*2</f><v>0</v>', b'r="B2" t="e"><f>B1*2</f><v>#DIV/0!</v>')})
    assert faults(read_sheet(error, BOOK)) == ["B2: #DIV/0! is an error of the spreadsheet"]


def test_a_sheet_is_chosen_by_its_name_or_because_it_is_the_only_one() -> None:
    two = workbook(("Notes", [["About"]]), ("Data", [[2021, 5]]))
    code, message, hint = refusal(two)
    assert (code, message.endswith("several sheets: Notes and Data"), hint) == (
        "bad-column",
        True,
        "name one: sheet: Notes",
    )
    assert texts(read_sheet(two, BOOK, "Data")) == [["2021", "5"]]
    assert refusal(two, title="data")[2] == 'write "Data"'
    assert titles_in(two, BOOK) == ("Notes", "Data")
    assert texts(read_sheet(workbook(("Empty", []), ("Data", [[2021, 5]])), BOOK)) == [["2021", "5"]]
    hidden = workbook(("Data", [[2021, 5]]), ("Secret", [["x"]]), hidden="Secret")
    assert (titles_in(hidden, BOOK), texts(read_sheet(hidden, BOOK))) == (("Data",), [["2021", "5"]])
    assert refusal(b"2021,5", FILE, "Data")[0] == "bad-column"


def bomb(size: int) -> bytes:
    out = io.BytesIO(workbook(("A", [[2021, 5]])))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * size)
    return changed(out.getvalue(), {"xl/_rels/workbook.xml.rels": (b"worksheets/sheet1.xml", b"worksheets/sheet2.xml")})


@pytest.mark.parametrize(
    "raw",
    [
        bomb(60_000_000),
        bomb(3_000_000),
        b"PK\x03\x04 nothing",
        workbook(("A", [[2021, 5]]))[:900],
        changed(workbook(("A", [[2021, 5]])), {SHEET: (b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet")}),
        changed(workbook(("A", [[2021, 5]])), {SHEET: (b"<v>5</v>", b"<v>five</v>")}),
        changed(workbook(("A", [["x", 5]])), {SHEET: (b"<v>0</v>", b"<v>77</v>")}),
    ],
)
def test_damaged_workbooks_and_bombs_are_refused(raw: bytes) -> None:
    code, message, hint = refusal(raw)
    assert (code, "data/series/visitors.xlsx" in message, ".xlsx" in hint) == ("unreadable-file", True, True)


# ── numbers and dates ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("numbers", "text", "value"),
    [
        (ENGLISH, "12,272", "12272"), (ENGLISH, "12 272", "12272"), (ENGLISH, "12\u202f272.5", "12272.5"),
        (ENGLISH, "12'272", "12272"), (ENGLISH, "−5", "-5"), (ENGLISH, "+5", "5"), (ENGLISH, "007", "7"),
        (GERMAN, "12.272,5", "12272.5"), (GERMAN, "1.234.567", "1234567"), (FRENCH, "12 272,5", "12272.5"),
        (ENGLISH, "១២,២៧២", "12272"), (Numbers(".", ",", pairs=True), "12,34,567", "1234567"),
    ],
)  # fmt: skip
def test_numbers_are_read_in_their_notation(numbers: Numbers, text: str, value: str) -> None:
    assert read_number(Cell(1, 1, text), numbers) == Decimal(value)


@pytest.mark.parametrize(
    ("numbers", "text", "corrected"),
    [
        (ENGLISH, "6.134.991", "6,134,991"), (ENGLISH, "12.272,5", "12,272.5"), (ENGLISH, "12,5", "12.5"),
        (GERMAN, "12,272.5", "12.272,5"), (ENGLISH, "n/a", None), (ENGLISH, "ca. 100", None), (ENGLISH, "", None),
        (ENGLISH, "1,23,456", None), (ENGLISH, "12,27", "12.27"), (ENGLISH, "1,234 567", None),
        (ENGLISH, "5 people", None),
        (ENGLISH, "1" * 21, None), (ENGLISH, "5-3", None), (ENGLISH, "1,2,3", None), (ENGLISH, "5%", None),
    ],
)  # fmt: skip
def test_other_numbers_are_faults_with_what_was_meant(numbers: Numbers, text: str, corrected: str | None) -> None:
    found = read_number(Cell(1, 1, text), numbers, percent=False)
    assert isinstance(found, Fault)
    assert (found.corrected, bool(found.hint)) == (corrected, True)
    if corrected is not None:
        assert isinstance(read_number(Cell(1, 1, corrected), numbers), Decimal)


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False), st.sampled_from(NOTATIONS))
def test_a_number_that_is_written_is_read_back(number: Decimal, numbers: Numbers) -> None:
    assert numbers.parsed(numbers.written(number)) == number


@given(st.text(max_size=12), st.sampled_from(NOTATIONS))
def test_any_text_is_a_number_or_a_fault(text: str, numbers: Numbers) -> None:
    found = read_number(Cell(1, 1, text.strip()), numbers)
    if isinstance(found, Decimal):
        assert any(character.isdecimal() for character in text)
    moment = read_moment(Cell(1, 1, text.strip()))
    assert isinstance(moment, Fault) or first_day(moment)


def test_a_percentage_is_of_the_unit_percent() -> None:
    shown = Cell(1, 2, "45%", Decimal(45), percent=True)
    assert read_number(shown, ENGLISH, percent=True) == Decimal(45)
    assert isinstance(read_number(shown, ENGLISH, percent=False), Fault)
    assert read_number(Cell(1, 2, "45 %"), ENGLISH, percent=True) == Decimal(45)


def test_ranges() -> None:
    assert read_number(Cell(1, 1, "3,000–5,200"), ENGLISH) == (Decimal(3000), Decimal(5200))
    assert read_number(Cell(1, 1, "3,000 to 5,200"), ENGLISH) == (Decimal(3000), Decimal(5200))


def test_a_number_that_can_be_read_in_two_ways_is_not_guessed() -> None:
    def cells(*written: str) -> list[Cell]:
        return [Cell(row, 1, text) for row, text in enumerate(written, 1)]

    assert [fault.cell.name for fault in ambiguous(cells("12.272", "13.500", "9"), ENGLISH)] == ["A1", "A2"]
    assert not ambiguous(cells("12.272", "13.5"), ENGLISH)
    assert not ambiguous(cells("12.272"), replace(ENGLISH, chosen=True))
    assert not ambiguous(cells("0.272", "12,272"), ENGLISH)
    assert not ambiguous([Cell(1, 1, "12.272", Decimal("12.272"))], ENGLISH)
    assert [fault.message for fault in ambiguous(cells("12,272"), GERMAN)] == ['"12,272" may be 12.272 or 12,272']


def test_the_notation_is_that_of_the_language() -> None:
    language = english()
    tags = {"en": "1,234.5", "de": "1.234,5", "fr": "1 234,5", "de-CH": "1 234.5", "ar-EG": "1,234.5"}
    for tag, example in tags.items():
        assert Numbers.of(replace(language, locale=tag)).example == example
    assert Numbers.of(replace(language, locale="hi")).pairs
    assert [one.example for one in notations(language)] == ["1,234.5", "1.234,5", "1 234,5", "1 234.5"]
    assert Numbers.named("1.234,5") == replace(GERMAN, chosen=True)
    assert Numbers.named("many") is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1975", "1975"), ("1975-04", "1975-04"), ("1975-04-17", "1975-04-17"), ("17 April 1975", "1975-04-17"),
        ("17.4.1975", "1975-04-17"), ("Apr 1975", "1975-04"), ("4/1975", "1975-04"), ("4/17/1975", "1975-04-17"),
    ],
)  # fmt: skip
def test_dates(text: str, moment: str) -> None:
    assert read_moment(Cell(1, 1, text)) == moment


@pytest.mark.parametrize(
    "text", ["", "3/4/1975", "17.4.75", "2020-21", "FY2022", "1975-13", "0000", "n/a", "19755", "75"]
)
def test_no_dates(text: str) -> None:
    found = read_moment(Cell(1, 1, text))
    assert isinstance(found, Fault)
    assert found.hint


# ── series ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_series_is_in_order_of_time() -> None:
    assert points(pasted_sheet("2022\t8,950\n2021\t7,200")) == {"2021": Decimal(7200), "2022": Decimal(8950)}


def test_every_fault_has_its_cell() -> None:
    text = "Year,Visitors\n2021,7200\n2022,n/a\n2021,5\n,6\n2023,\n3/4/2024,7\n,\n"
    assert faults(pasted_sheet(text)) == [
        'B3: "n/a" is no number',
        'A4: "2021" stands in row 2 as well',
        "A5: a year or a date is missing here",
        "B6: a number is missing here",
        'A7: "3/4/2024" may be 2024-04-03 or 2024-03-04',
    ]
    sheet = pasted_sheet(text)
    left = read_points(sheet, columns_of(sheet), ENGLISH, left_out=[3, 4, 5, 6, 7])
    assert ([point.moment for point in left.points], left.faults) == (["2021"], ())


def test_a_year_and_its_first_month_are_the_same_time() -> None:
    assert faults(pasted_sheet("2021\t1\n2021-01\t2")) == ['A2: "2021-01" stands in row 1 as well']


@pytest.mark.parametrize(
    ("text", "period", "value", "columns"),
    [
        ("Year\tVisitors\n2021\t5", None, None, Columns(1, 2, 1)),
        ("2021\t5", None, None, Columns(1, 2, 0)),
        ("Town\tYear\tValue\tNote\nA\t2021\t5\t7", None, None, Columns(2, 3, 1)),
        ("Town\tYear\tMen\tWomen\nA\t2021\t5\t7", None, "women", Columns(2, 4, 1)),
        ("About this table\n\nYear\tMen\tWomen\n2021\t5\t7", None, "Women", Columns(1, 3, 3)),
        ("Begin\tEnd\tN\n2020\t2021\t5", "End", "N", Columns(2, 3, 1)),
    ],
)  # fmt: skip
def test_the_columns_are_found(text: str, period: str | None, value: str | None, columns: Columns) -> None:
    assert find_columns(pasted_sheet(text), period, value) == columns


@pytest.mark.parametrize(
    ("text", "value", "message", "hint"),
    [
        ("Year\tVisitors\n2021\t5", "Visitor", 'A1: no column has the title "Visitor"', 'did you mean "Visitors"?'),
        ("Year\tMen\n2021\t5", "Loans", 'A1: no column has the title "Loans"', "its titles are: Year and Men"),
        ("Year\tMen\tWomen\n2021\t5\t7", None, "B1: several columns have numbers: Men and Women",
         "name one by its title: value: Men"),
        ("Name\tTown\nA\tB", None, "A1: no column has years or dates", "write a year"),
        ("2021\n2022", None, "A1: the table has no numbers beside the dates", "write them into a column"),
        ("", None, "A1: the table is empty", "write dates"),
    ],
)  # fmt: skip
def test_a_wrong_title_names_the_one_it_means(text: str, value: str | None, message: str, hint: str) -> None:
    found = find_columns(pasted_sheet(text), None, value)
    assert isinstance(found, Fault)
    assert (found.text, hint in found.hint) == (message, True), found


def test_titles_are_matched_as_people_write_them() -> None:
    assert title_key("  Visitors (total)\n") == title_key("visitors_TOTAL") == "visitors total"


def test_a_table_without_rows_is_a_fault() -> None:
    sheet = pasted_sheet("Year\tValue")
    assert isinstance(find_columns(sheet), Fault)
    assert [one.code for one in read_points(sheet, Columns(1, 2, 1), ENGLISH).faults] == ["empty-table"]


def test_the_text_is_decoded_once() -> None:
    assert decoded("\ufeff\ufeffa\r\nb\rc".encode(), FILE) == ("a\nb\nc", "UTF-8")
    assert pasted_sheet("\ufeff1\t2").file == PASTED
