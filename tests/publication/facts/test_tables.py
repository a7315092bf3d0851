from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Location, Problems, Severity, format_diagnostic
from factpress.core.validation import json_schema
from factpress.publication.facts.claims import FactBook, Point, Quantity, Range, Series
from factpress.publication.facts.dates import Moment
from factpress.publication.facts.schema import ValueRecord
from tests.publication.facts.test_load import claim, load
from tests.publication.sheets.workbooks import workbook
from tests.publications import edition_of, findings_of, publication, text_of

CSV = "data/series/visitors.csv"
XLSX = "data/series/visitors.xlsx"


def loaded(
    tmp_path: Path, keys: str, tables: Mapping[str, str | bytes], more: str = "unit: people"
) -> tuple[FactBook, Problems]:
    for name, content in tables.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(tmp_path, {"facts/a.yaml": claim(f"{{key: by-year, series: {{{keys}}}, {more}}}")})


def series(book: FactBook) -> Series:
    measure = book.claims["prisoners"].values[0].measure
    assert isinstance(measure, Series)
    return measure


def shown(problems: Problems) -> list[str]:
    return [f"{d.location}: [{d.code}] {d.message}" for d in problems]


def test_a_series_is_read_from_a_table_with_the_place_of_each_number(tmp_path: Path) -> None:
    book, problems = loaded(
        tmp_path, f"file: {CSV}", {CSV: '\ufeffYear,Visitors\r\n2022,"8,950"\r\n2021,7200–7300\r\n'}
    )
    assert not len(problems), shown(problems)
    people = [Quantity(amount, "people") for amount in (Range(Decimal(7200), Decimal(7300)), Point(Decimal(8950)))]
    assert series(book).points == ((Moment(2021), people[0]), (Moment(2022), people[1]))
    (value,) = book.claims["prisoners"].values
    path = Path(CSV)
    assert value.numbers == (
        (Decimal(7200), Location(path, 3, 6, 9)),
        (Decimal(7300), Location(path, 3, 6, 9)),
        (Decimal(8950), Location(path, 2, 6, 7)),
    )
    assert book.tables == {path}


def test_the_same_numbers_in_the_claim_have_the_same_fingerprint(tmp_path: Path) -> None:
    in_table, _ = loaded(tmp_path / "a", f"file: {CSV}", {CSV: "2021,7200\n2022,8950.50"})
    in_claim, _ = loaded(tmp_path / "b", "2021: 7200, 2022: 8950.50", {})
    assert in_table.claims == in_claim.claims


def test_a_series_is_read_from_a_sheet_of_a_workbook(tmp_path: Path) -> None:
    rows = [["Year", "Men", "Women"], [2021, 5, 7], [2022, 6, 8]]
    keys = f"file: {XLSX}, sheet: Data, period: year, value: Women"
    book, problems = loaded(tmp_path, keys, {XLSX: workbook(("Notes", [["x"]]), ("Data", rows))})
    assert not len(problems), shown(problems)
    assert [quantity.amount for _, quantity in series(book).points] == [Point(Decimal(7)), Point(Decimal(8))]
    (value,) = book.claims["prisoners"].values
    assert [str(place) for _, place in value.numbers] == [f"{XLSX}:C2", f"{XLSX}:C3"]


def test_every_error_names_file_row_and_column(tmp_path: Path) -> None:
    text = "Year;Visitors\n2021;7.200\n2022;n/a\n2021;5,5\n3/4/2023;8\n"
    book, problems = loaded(tmp_path, f"file: {CSV}", {CSV: text})
    assert shown(problems) == [
        f'{CSV}:2:6: [bad-number] B2: "7.200" may be 7,200 or 7.200'.replace("bad-number", "ambiguous-number"),
        f'{CSV}:3:6: [bad-number] B3: "n/a" is no number',
        f'{CSV}:4:1: [duplicate-period] A4: "2021" stands in row 2 as well',
        f'{CSV}:4:6: [bad-number] B4: "5,5" is no number as in 1,234.5',
        f'{CSV}:5:1: [not-a-date] A5: "3/4/2023" may be 2023-04-03 or 2023-03-04',
    ]
    assert book.faulty == {"prisoners"}
    assert "3 | 2022;n/a\n    |      ^^^" in format_diagnostic(problems.found[1], tmp_path)


def test_rules_about_numbers_name_the_cell_too(tmp_path: Path) -> None:
    _, problems = loaded(tmp_path, f"file: {XLSX}", {XLSX: workbook(("A", [[2021, -5], [2022, 140]]))}, "unit: people")
    assert shown(problems) == [f"{XLSX}:B1: [negative-count] -5 is negative"]
    keys, more = f"file: {XLSX}", "unit: percent, of: people"
    table = workbook(("A", [[2021, (0.45, "0%")], [2022, (1.4, "0%")]]))
    _, problems = loaded(tmp_path, keys, {XLSX: table}, more)
    assert shown(problems) == [f"{XLSX}:B2: [share-above-100] a share of 140 per cent is more than 100"]
    _, problems = loaded(tmp_path, keys, {XLSX: table})
    assert [d.code for d in problems] == ["bad-number", "bad-number"]


def test_the_notation_of_a_table_is_named(tmp_path: Path) -> None:
    table = {CSV: "2021;7.200\n2022;8.950,5\n"}
    book, problems = loaded(tmp_path, f'file: {CSV}, numbers: "1.234,5"', table)
    assert not len(problems), shown(problems)
    assert [q.amount for _, q in series(book).points] == [Point(Decimal(7200)), Point(Decimal("8950.5"))]
    _, problems = loaded(tmp_path, f"file: {CSV}, numbers: german", table)
    assert [d.code for d in problems] == ["bad-value"]
    assert '"1.234,5"' in (problems.found[0].hint or "")


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("file: ../visitors.csv", "outside-folder"),
        ("file: /etc/passwd", "outside-folder"),
        ("file: data/../../visitors.csv", "outside-folder"),
        ('file: "C:\\\\visitors.csv"', "outside-folder"),
        ("file: visitors.csv", "outside-folder"),
        ("file: data/series/link.csv", "outside-folder"),
        ("file: data/series", "wrong-extension"),
        ("file: data/series/folder.csv", "missing-file"),
        ("file: data/series/pipe.csv", "missing-file"),
        ("file: data/series/none.csv", "missing-file"),
        ("file: data/series/visitors.ods", "wrong-extension"),
        ("file: data/series/visitors.csv, column: 2", "unknown-key"),
        ("file: data/series/visitors.csv, 2021: 5", "unknown-key"),
        ("file: data/series/visitors.csv, value: Visitor", "bad-column"),
        ("file: data/series/visitors.csv, sheet: Data", "bad-column"),
        ("file: data/series/empty.csv", "empty-table"),
        ("file: data/series/old.csv", "not-utf-8"),
        ("file: data/series/huge.csv", "unreadable-file"),
        ("file: 5", "wrong-type"),
        ("file: null", "wrong-type"),
    ],
)
def test_what_is_no_table_is_one_error(tmp_path: Path, keys: str, code: str) -> None:
    (tmp_path / "data/series/folder.csv").mkdir(parents=True)
    (tmp_path / "visitors.csv").write_text("2021,5")
    (tmp_path / "data/series/link.csv").symlink_to(tmp_path / "visitors.csv")
    os.mkfifo(tmp_path / "data/series/pipe.csv")
    with (tmp_path / "data/series/huge.csv").open("wb") as file:
        file.truncate(9_000_000)
    tables: dict[str, str | bytes] = {
        CSV: "Year,Visitors\n2021,5\n",
        "data/series/empty.csv": "",
        "data/series/old.csv": "Année,n\n2021,5".encode("cp1252"),
    }
    book, problems = loaded(tmp_path, keys, tables)
    assert [d.code for d in problems] == [code], shown(problems)
    assert problems.found[0].location is not None
    assert book.faulty == {"prisoners"}


def test_a_file_that_is_missing_is_found_by_its_name(tmp_path: Path) -> None:
    _, problems = loaded(tmp_path, "file: data/series/Visitors.csv", {CSV: "2021,5"})
    hints = [d.hint for d in problems]
    assert hints == ['did you mean "data/series/visitors.csv"?']


def test_two_claims_may_read_one_table(tmp_path: Path) -> None:
    (tmp_path / "data/series").mkdir(parents=True)
    (tmp_path / CSV).write_text("Year,Men,Women\n2021,5,7\n")
    values = "\n".join(
        f"{{key: {key}, series: {{file: {CSV}, value: {key}}}, unit: people}}" for key in ("men", "women")
    )
    book, problems = load(tmp_path, {"facts/a.yaml": claim(values)})
    assert not len(problems), shown(problems)
    assert [len(value.numbers) for value in book.claims["prisoners"].values] == [1, 1]


def test_an_editor_is_offered_both_forms() -> None:
    schema = json_schema(ValueRecord, "Value")["properties"]["series"]
    assert [sorted(one.get("properties", {"year": 0})) for one in schema["anyOf"]] == [
        ["file", "numbers", "period", "sheet", "value"],
        ["year"],
    ]


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.integers(1900, 2100), st.decimals(0, 10**7, places=2, allow_nan=False), min_size=1, max_size=8),
    st.sampled_from(["csv", "xlsx"]),
)
def test_what_was_written_into_a_table_is_read(
    tmp_path_factory: pytest.TempPathFactory, numbers: dict[int, Decimal], ending: str
) -> None:
    tmp_path = tmp_path_factory.mktemp("table")
    rows = [[year, float(number)] for year, number in numbers.items()]
    text = "Year,Value\n" + "".join(f"{year},{number}\n" for year, number in numbers.items())
    content = text if ending == "csv" else workbook(("A", [["Year", "Value"], *rows]))
    book, problems = loaded(tmp_path, f"file: data/series/a.{ending}", {f"data/series/a.{ending}": content})
    assert not len(problems), shown(problems)
    read = {moment.year: quantity.amount for moment, quantity in series(book).points}
    assert read == {year: Point(number) for year, number in sorted(numbers.items())}


def test_a_table_that_no_claim_names_is_a_warning(tmp_path: Path) -> None:
    table = "2021,7200\n2022,8950\n2023,10100\n2024,11300\n2025,12480\n"
    found = findings_of(publication(tmp_path, {CSV: table}))
    assert [(d.code, d.severity) for d in found if d.location == Location(Path(CSV))] == [
        ("unread-table", Severity.WARNING)
    ]
    written = "{2021: 7200, 2022: 8950, 2023: 10100, 2024: 11300, 2025: 12480}"
    text = text_of("data/facts/library.yaml").replace(written, f"{{file: {CSV}}}")
    assert CSV in text
    edition = edition_of(publication(tmp_path, {"data/facts/library.yaml": text}))
    assert not [d for d in edition.warnings if d.code == "unread-table"]
