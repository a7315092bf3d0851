"""The two stages of a check: what a build refuses is reported, and what did not change is not laid out again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.workflows import check as module
from factpress.workflows.build import build
from factpress.workflows.check import check
from tests.publications import publication, text_of

CONTENT = "data/content/briefing.en.md"
TODAY = dt.date(2026, 11, 22)
LONG = text_of(CONTENT).replace("Ask who says so.", "Ask who says so. " * 60)
"""A text with a slide that does not hold it."""


def checked(folder: Path, *, quick: bool = False) -> list[Diagnostic]:
    return [d for d in check(folder, today=TODAY, quick=quick) if d.severity == "error"]


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The names of the products that are laid out, in each run of the second stage."""
    from factpress.workflows import layout

    runs: list[list[str]] = []
    original = layout.lay_out

    def lay_out(plan: object, *arguments: object, **options: object) -> object:
        runs.append([product.name for product in plan.products])  # pyright: ignore[reportAttributeAccessIssue]
        return original(plan, *arguments, **options)  # pyright: ignore[reportArgumentType, reportCallIssue]

    monkeypatch.setattr(layout, "lay_out", lay_out)
    return runs


def test_the_second_stage_reports_what_a_build_refuses(tmp_path: Path) -> None:
    publication(tmp_path, {CONTENT: LONG})
    assert checked(tmp_path, quick=True) == []
    found = checked(tmp_path)
    with pytest.raises(Findings) as refused:
        build(tmp_path)
    assert found == list(refused.value.found) != []
    assert all(d.location is not None and d.location.line for d in found)


def test_an_unchanged_product_is_laid_out_once(tmp_path: Path, layouts: list[list[str]]) -> None:
    publication(tmp_path)
    assert checked(tmp_path) == checked(tmp_path) == []
    assert layouts == [["booklet-a5", "slides"]]


def test_a_check_after_a_build_lays_out_nothing(tmp_path: Path, layouts: list[list[str]]) -> None:
    publication(tmp_path)
    build(tmp_path)
    layouts.clear()
    assert checked(tmp_path) == []
    assert layouts == []
    assert module.check(tmp_path, today=TODAY, cached=False)
    assert layouts == [["booklet-a5", "slides"]]
