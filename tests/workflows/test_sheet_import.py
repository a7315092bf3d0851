from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings, Problems
from factpress.core.paths import Places
from factpress.publication.facts.claims import FactBook, Point, Quantity, Series, Standing, Value
from factpress.publication.facts.load import load_facts
from factpress.publication.sheets.reading import pasted_sheet
from factpress.workflows.sheet_claims import (
    ROLES,
    Defaults,
    claims_change,
    id_of,
    preview_claims,
)
from factpress.workflows.sheet_preview import Choices
from factpress.workflows.sheet_series import preview_series, series_change
from tests.tongues import english

FILE = Path("data/facts/a.yaml")
SOURCES = "report: {type: report, title: Annual report}\nsurvey: {type: report, title: Visitor survey}\n"
TEXT = """# what the doors count
visitors:
  claim: Visitors
  standing: verified
  values:
    - {key: now, exactly: 12480, unit: people, cites: {source: report}}
    - {key: by-year, series: {2021: 7200, 2023: 10100}, unit: people, cites: {source: report}}  # kept
    - {key: table, series: {file: data/series/a.csv}, unit: people, cites: {source: report}}
other:
  claim: No numbers
  standing: verified
  cites: {source: report}
"""
PEOPLE = {"unit": "people", "cites": {"source": "report"}}


def book_of(folder: Path, text: str, tables: dict[str, bytes] | None = None) -> FactBook:
    files = {"data/sources.yaml": SOURCES.encode(), FILE.as_posix(): text.encode(), "data/series/a.csv": b"2021,5\n"}
    for name, content in {**files, **(tables or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    problems = Problems()
    book = load_facts(Places.of(folder), english(), problems)
    assert not problems.errors, [str(d) for d in problems]
    return book


def value(book: FactBook, claim: str, key: str) -> Value:
    found = book.claims[claim].value(key)
    assert found is not None
    return found


def series(book: FactBook, claim: str, key: str) -> Series:
    found = value(book, claim, key).measure
    assert isinstance(found, Series)
    return found


def numbers(one: Series) -> dict[str, object]:
    return {str(moment): quantity.amount for moment, quantity in one.points}


# ── a series ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_preview_says_what_each_row_becomes(tmp_path: Path) -> None:
    now = series(book_of(tmp_path, TEXT), "visitors", "by-year")
    sheet = pasted_sheet("Year\tVisitors\tNote\n2021\t7,200\ta\n2022\t8.950.000\tb\n2023\t10,200\tc\n2024\tn/a\td\n")
    preview = preview_series(sheet, english(), unit="people", now=now)
    assert [(column.letter, column.title, column.role) for column in preview.columns] == [
        ("A", "Year", "period"),
        ("B", "Visitors", "value"),
        ("C", "Note", ""),
    ]
    assert [(row.number, row.state, row.reads, row.now) for row in preview.rows] == [
        (2, "same", "7,200 people", "7,200"),
        (3, "wrong", "", ""),
        (4, "differs", "10,200 people", "10,100"),
        (5, "wrong", "", ""),
    ]
    assert [(f.cell, f.column, f.proposal) for row in preview.rows for f in row.faults] == [
        ("B3", 2, "8,950,000"),
        ("B5", 2, None),
    ]
    assert (preview.ready, preview.wrong, preview.count, preview.kept) == (False, (3, 5), 1, ())
    with pytest.raises(Findings, match=r"B3: .*B5: "):
        series_change(TEXT, "visitors", "by-year", preview)
    choices = Choices(left_out=frozenset({5}), texts={"B3": "8,950"})
    better = preview_series(sheet, english(), choices, unit="people", now=now)
    assert (better.ready, [row.state for row in better.rows]) == (True, ["same", "new", "differs", "left out"])
    change = series_change(TEXT, "visitors", "by-year", better, file=FILE)
    assert change.applied(TEXT) == TEXT.replace("2023: 10100}", "2022: 8950, 2023: 10200}")


def test_times_that_the_table_does_not_have_are_kept(tmp_path: Path) -> None:
    now = series(book_of(tmp_path, TEXT), "visitors", "by-year")
    preview = preview_series(pasted_sheet("2022\t5"), english(), unit="people", now=now)
    assert preview.kept == ("2021", "2023")


def test_columns_titles_and_notation_are_chosen() -> None:
    sheet = pasted_sheet("Men\tWomen\tYear\n1.234\t5,5\t2021")
    assert [one.code for one in preview_series(sheet, english()).faults] == ["bad-column"]
    choices = Choices(roles={1: "value"}, numbers="1.234,5")
    preview = preview_series(sheet, english(), choices)
    assert [(point.moment, point.reading) for point in preview.points] == [("2021", Decimal(1234))]
    assert (preview.notation, preview.notations[0]) == ("1.234,5", "1,234.5")
    left_out = preview_series(sheet, english(), replace(choices, roles={1: ""}))
    assert [point.reading for point in left_out.points] == [Decimal("5.5")]
    no_titles = preview_series(sheet, english(), replace(choices, titles=False))
    assert no_titles.wrong == (1,)


def test_a_value_that_is_missing_is_added(tmp_path: Path) -> None:
    preview = preview_series(pasted_sheet("2021\t5\n2022\t7.5"), english(), unit="people")
    for claim in ("visitors", "other"):
        text = series_change(TEXT, claim, "new", preview, keys=PEOPLE, file=FILE).applied(TEXT)
        book = book_of(tmp_path, text)
        assert numbers(series(book, claim, "new")) == {"2021": Point(Decimal(5)), "2022": Point(Decimal("7.5"))}
        assert text.startswith("# what the doors count\n")


@pytest.mark.parametrize(
    ("claim", "key", "words"),
    [("visitors", "now", "no series"), ("visitors", "table", "data/series/a.csv"), ("none", "x", "no claim")],
)
def test_other_values_are_refused(claim: str, key: str, words: str) -> None:
    preview = preview_series(pasted_sheet("2021\t5"), english())
    with pytest.raises(Findings, match=words):
        series_change(TEXT, claim, key, preview, file=FILE)


@settings(deadline=None, max_examples=40)
@given(
    st.dictionaries(st.integers(1900, 2100), st.decimals(0, 10**8, places=3, allow_nan=False), min_size=1, max_size=9),
    st.sampled_from(["1,234.5", "1.234,5", "1 234,5"]),
    st.randoms(),
)
def test_what_is_pasted_is_what_the_file_says(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[int, Decimal], notation: str, random: object
) -> None:
    comma = notation.endswith(",5")
    written = [f"{year}\t{str(number).replace('.', ',') if comma else number}" for year, number in rows.items()]
    random.shuffle(written)  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    preview = preview_series(pasted_sheet("\n".join(["Year\tValue", *written])), english(), Choices(numbers=notation))
    assert preview.ready, preview
    change = series_change(TEXT, "other", "b", preview, keys=PEOPLE, file=FILE)
    book = book_of(tmp_path_factory.mktemp("a"), change.applied(TEXT))
    assert numbers(series(book, "other", "b")) == {str(year): Point(rows[year]) for year in sorted(rows)}


# ── claims ──────────────────────────────────────────────────────────────────────────────────────────────────────

TABLE = """What is claimed\tNumber\tUnits\tYear\tWhere\tSource\tStandng\tWhy
Visitors of the house\t12,480\tpeople\t2025\tExample Town\treport\tVerified\t
Readers\tnearly 17,000\tpeople\t1975–1979\t\tvisitor survey\treported\tAsked once.
Members\t45%\t\t\t\treport\tverified\t
The oldest book\t\t\t1612\t\treport\tverified\t
"""


def test_rows_become_claims(tmp_path: Path) -> None:
    book = book_of(tmp_path, TEXT)
    sheet = pasted_sheet(TABLE)
    preview = preview_claims(sheet, english(), book)
    assert [column.role for column in preview.columns] == [
        "claim", "value", "unit", "period", "place", "source", "standing", "reason",
    ]  # fmt: skip
    assert [(row.number, row.state, row.reads) for row in preview.rows] == [
        (2, "new", "12,480 people, 2025, Example Town"),
        (3, "new", "nearly 17,000 people, 1975 to 1979"),
        (4, "wrong", ""),
        (5, "new", "1612"),
    ]
    with pytest.raises(Findings, match="C4: a share needs a whole"):
        claims_change(TEXT, preview)
    preview = preview_claims(sheet, english(), book, Choices(left_out=frozenset({4})))
    text = claims_change(TEXT, preview, file=FILE).applied(TEXT)
    assert text.startswith(TEXT)
    after = book_of(tmp_path, text)
    assert list(after.claims) == ["visitors", "other", "visitors-of-the-house", "readers", "the-oldest-book"]
    assert preview.ids == {2: "visitors-of-the-house", 3: "readers", 5: "the-oldest-book"}
    assert value(after, "readers", "1").cites[0].source == "survey"
    assert (after.claims["readers"].standing, after.claims["readers"].reason) == (Standing.REPORTED, "Asked once.")
    assert value(after, "visitors-of-the-house", "1").measure == Quantity(Point(Decimal(12480)), "people")


@pytest.mark.parametrize(
    ("row", "cell", "code", "proposal"),
    [
        ("\t5\tpeople\treport\tverified", "A2", "empty-text", None),
        ("A\tfive\tpeople\treport\tverified", "B2", "bad-number", None),
        ("A\t6.134.991\tpeople\treport\tverified", "B2", "bad-number", "6,134,991"),
        ("A\t12.272\tpeople\treport\tverified", "B2", "ambiguous-number", None),
        ("A\t-5\tpeople\treport\tverified", "B2", "negative-count", None),
        ("A\t5%\tpeople\treport\tverified", "B2", "bad-number", None),
        ("A\t5\tpeopel\treport\tverified", "C2", "unknown-unit", "people"),
        ("A\t5\t\treport\tverified", "C2", "unknown-unit", None),
        ("A\t5\tpeople\trepor\tverified", "D2", "unknown-source", "report"),
        ("A\t5\tpeople\t\tverified", "D2", "unknown-source", None),
        ("A\t5\tpeople\treport\tverifid", "E2", "bad-value", "verified"),
        ("A\t5\tpeople\treport\t", "E2", "bad-value", None),
        ("A\t5\tpeople\treport\treported", "E2", "missing-reason", None),
    ],
)
def test_every_fault_has_its_cell(tmp_path: Path, row: str, cell: str, code: str, proposal: str | None) -> None:
    sheet = pasted_sheet(f"Claim\tValue\tUnit\tSource\tStanding\n{row}\n")
    book = book_of(tmp_path, TEXT)
    preview = preview_claims(sheet, english(), book)
    (only,) = preview.rows
    assert [(f.cell, f.code, f.proposal) for f in only.faults] == [(cell, code, proposal)], only.faults
    assert only.faults[0].message.startswith(f"{cell}: ")
    assert (only.state, preview.ready, bool(only.faults[0].hint)) == ("wrong", False, True)
    if proposal is not None:
        assert preview_claims(sheet, english(), book, Choices(texts={cell: proposal})).ready


def test_what_the_table_does_not_say_is_given_once(tmp_path: Path) -> None:
    book = book_of(tmp_path, TEXT)
    sheet = pasted_sheet("Claim\tValue\nA\t5\nB\t6\n")
    faults = preview_claims(sheet, english(), book).faults
    assert [(one.code, one.message) for one in faults] == [
        ("bad-column", "A1: no column has the source"),
        ("bad-column", "A1: no column has the standing"),
    ]
    given = Defaults(unit="people", source="report", standing="reported", reason="It says so.", place="Here")
    preview = preview_claims(sheet, english(), book, defaults=given)
    assert [row.reads for row in preview.rows] == ["5 people, Here", "6 people, Here"]
    assert list(book_of(tmp_path, claims_change(TEXT, preview).applied(TEXT)).claims)[2:] == ["a", "b"]


def test_ids_are_new_and_claims_differ(tmp_path: Path) -> None:
    book = book_of(tmp_path, TEXT)
    sheet = pasted_sheet("Claim\tId\tSource\tStanding\nVisitors\t\treport\tverified\nA\tother\treport\tverified\n"
                         "B\tNot an id\treport\tverified\nvisitors\t\treport\tverified\n")  # fmt: skip
    preview = preview_claims(sheet, english(), book)
    assert [[f.message.partition(":")[0] for f in row.faults] for row in preview.rows] == [[], ["B3"], ["B4"], ["A5"]]
    assert preview.ids == {2: "visitors-2"}
    assert preview.rows[2].faults[0].proposal == "not-an-id"


def test_a_title_means_one_role() -> None:
    assert len({name for names in ROLES.values() for name in names}) == sum(map(len, ROLES.values()))


@given(st.text(max_size=90))
def test_any_words_have_an_id(words: str) -> None:
    from factpress.publication.yaml_entries import id_error

    assert id_error(id_of(words)) is None


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.text(st.sampled_from("abc:#'\"-{}, \n"), min_size=1, max_size=12), st.integers(0, 10**9)),
        min_size=1,
        max_size=5,
        unique_by=lambda row: " ".join(row[0].split()).casefold(),
    )
)
def test_any_words_are_what_the_file_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("a")
    book = book_of(folder, TEXT)
    cells = ['"' + words.replace('"', '""') + f'"\t{number}' for words, number in rows]
    given = Defaults(unit="people", source="report", standing="verified")
    preview = preview_claims(pasted_sheet("\n".join(["Claim\tValue", *cells])), english(), book, defaults=given)
    empty = {row.number for row in preview.rows if row.faults}
    assert all(fault.code == "empty-text" for row in preview.rows for fault in row.faults)
    if len(empty) == len(rows):
        return
    better = preview_claims(preview.sheet, english(), book, Choices(left_out=frozenset(empty)), given)
    after = book_of(folder, claims_change(TEXT, better, file=FILE).applied(TEXT))
    kept = [(" ".join(words.split()), number) for words, number in rows if words.split()]
    found = list(after.claims.values())[2:]
    assert [(claim.claim, claim.values[0].measure) for claim in found] == [
        (words, Quantity(Point(Decimal(number)), "people")) for words, number in kept
    ]
