"""Helplines that are out of date stop what prints them, and nothing else."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

import factpress
from factpress.checks.context import CheckContext
from factpress.checks.helplines import BLOCKING_RULES
from factpress.checks.registry import check, run_rules, source_errors
from factpress.core.diagnostics import Findings, Severity
from tests.publications import edition_of, publication

HELPLINES = """children:
  country: GB
  name: A helpline for children
  number: "0800 1111"
  cites: {source: annual-report}
  checked: 2026-11-20
"""
CONTENT = "data/content/briefing.en.md"
TODAY = dt.date(2026, 11, 22)
STALE = dt.date(2027, 11, 21)


def made(folder: Path, text: str, **files: str) -> Path:
    return publication(
        folder, {CONTENT: f"## A chapter\n\n{text}\n", **{f"data/{k}.yaml": t for k, t in files.items()}}
    )


def found(folder: Path, today: dt.date, code: str) -> list[str]:
    return [f"{d.location}: {d.message}" for d in check(folder, today=today) if d.code == code]


def test_a_helpline_is_valid_for_a_year(tmp_path: Path) -> None:
    folder = made(tmp_path, ":::{helplines}\n:::", helplines=HELPLINES)
    assert found(folder, dt.date(2027, 11, 20), "helpline-stale") == []
    said = 'the helpline "children" was last checked on 2026-11-20, and is printed in booklet-a5, slides'
    assert found(folder, STALE, "helpline-stale") == [f"data/helplines.yaml:6:12: {said}"]
    assert found(folder, dt.date(2027, 9, 21), "helpline-due-soon") == []
    assert len(found(folder, dt.date(2027, 9, 22), "helpline-due-soon")) == 1
    assert found(folder, STALE, "helpline-due-soon") == []


def test_the_last_days_of_the_calendar_are_days(tmp_path: Path) -> None:
    text = HELPLINES.replace("2026-11-20", "9999-12-30")
    folder = made(tmp_path, ":::{helplines}\n:::", helplines=text)
    assert found(folder, dt.date.max, "helpline-stale") == []
    assert "until 9999-12-31" in found(folder, dt.date.max, "helpline-due-soon")[0]
    assert "9999-12-30" in found(folder, TODAY, "helpline-checked-later")[0]


def test_a_call_is_a_check_and_a_record_may_be_valid_for_less(tmp_path: Path) -> None:
    text = HELPLINES + "  rung: 2026-11-21\n  valid_days: 10\n"
    folder = made(tmp_path, ":::{helplines}\n:::", helplines=text)
    assert found(folder, dt.date(2026, 12, 1), "helpline-stale") == []
    assert "data/helplines.yaml:7:9" in found(folder, dt.date(2026, 12, 2), "helpline-stale")[0]


def test_a_helpline_that_no_product_prints_is_not_out_of_date(tmp_path: Path) -> None:
    folder = made(tmp_path, "Nothing.", helplines=HELPLINES)
    assert found(folder, STALE, "helpline-stale") == []
    assert len(found(folder, TODAY, "unused-record")) == 1


@pytest.mark.parametrize(("target", "product"), [("booklet", "booklet-a5"), ("deck", "slides")])
def test_only_the_products_that_print_it_are_stopped(tmp_path: Path, target: str, product: str) -> None:
    inside = ":::{helplines}\n:::" if target == "booklet" else "::::{slide} Call\n:::{helplines}\n:::\n::::"
    text = f":::::{{only}} booklet\n{inside}\n:::::" if target == "booklet" else inside
    edition = edition_of(made(tmp_path, text, helplines=HELPLINES))
    for one in edition.products:
        errors = [d.code for d in source_errors(edition, (one,), today=STALE)]
        assert errors == (["helpline-stale"] if one.name == product else [])
    context = CheckContext(replace(edition, products=edition.products), STALE)
    assert [d.message.rsplit(" in ", 1)[1] for d in run_rules(context, BLOCKING_RULES)] == [product]


def test_a_build_stops_with_the_place_and_others_are_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "::::{only} booklet\n:::{helplines}\n:::\n::::"
    folder = made(tmp_path, text, helplines=HELPLINES)
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", str(int(dt.datetime(2028, 1, 1, tzinfo=dt.UTC).timestamp())))
    with pytest.raises(Findings) as stopped:
        factpress.load(folder).build(["booklet-a5"], folder / "out")
    (error,) = [d for d in stopped.value.found if d.severity is Severity.ERROR]
    assert (error.code, str(error.location)) == ("helpline-stale", "data/helplines.yaml:6:12")
    assert [str(place) for place in error.related] == [f"{CONTENT}:4:1"]
    assert factpress.load(folder).build(["slides"], folder / "out").files
