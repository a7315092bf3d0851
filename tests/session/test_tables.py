from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Findings
from factpress.publication.facts.claims import Series
from factpress.session.new_claims import NewClaim, add_claim, claim_groups
from factpress.session.session import Session
from factpress.session.sheet_import import SheetRequest, preview, series_values, sheets, take_over
from factpress.workflows.scaffold import create_publication
from tests.publication.sheets.workbooks import workbook

TABLE = "Year\tBoxes\n2024\t310\n2025\t420\n2026\t515\n"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    create_publication(tmp_path / "library")
    return Session(tmp_path / "library")


def test_a_pasted_table_becomes_a_new_series_of_a_claim(session: Session) -> None:
    source = next(iter(session.book.sources))
    group = next(iter(claim_groups(session)))
    name, outcome = add_claim(session, NewClaim("Boxes handed out", group, source=source, reason="One source."))
    assert outcome.saved, outcome.errors
    before = (session.root / group).read_text()
    assert (name, "", "Boxes handed out") in series_values(session)
    taken = take_over(session, SheetRequest(TABLE, claim=name, defaults={"unit": "people", "source": source}))
    assert taken.saved, taken.errors
    (value,) = session.book.claims[name].values
    assert isinstance(value.measure, Series)
    assert "series: {2024: 310, 2025: 420, 2026: 515}" in (session.root / group).read_text()
    assert value.measure.points[0][1].unit == "people"
    assert (name, "", "Boxes handed out") not in series_values(session)
    session.undo()
    assert (session.root / group).read_text() == before


def test_a_new_series_without_a_source_is_refused(session: Session) -> None:
    name = next(name for name, key, _ in series_values(session) if not key)
    before = {path: path.read_bytes() for path in session.root.glob("data/**/*.yaml")}
    request = SheetRequest(TABLE, claim=name, defaults={"unit": "furlongs"})
    assert not take_over(session, request).saved
    assert {path: path.read_bytes() for path in session.root.glob("data/**/*.yaml")} == before


def test_a_sheet_of_a_workbook_is_chosen(session: Session) -> None:
    raw = workbook(("Empty", []), ("Old", [["Year", "Boxes"], [2024, 5]]), ("Data", [["Year", "Boxes"], [2024, 310]]))
    name = next(name for name, key, _ in series_values(session) if not key)

    def cells(sheet: str) -> tuple[str, ...]:
        found = preview(session, SheetRequest(raw=raw, name="boxes.xlsx", sheet=sheet, claim=name))
        return found.rows[0].cells

    assert sheets(SheetRequest(raw=raw, name="boxes.xlsx")) == ("Empty", "Old", "Data")
    assert cells("") == cells("of the file before") == ("2024", "5")
    assert cells("Data") == ("2024", "310")
    assert sheets(SheetRequest(TABLE)) == ()
    with pytest.raises(Findings):
        preview(session, SheetRequest(raw=b"\0" * 8, name="boxes.xlsx", claim=name))
