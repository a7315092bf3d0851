"""The evidence sheet before the same judges as the booklets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from workshop import ROOT

from checkers import pages, pagevalidation, tags, verapdf
from factpress.workflows.evidence import make_evidence

PAPERS = ("a4", "letter")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, day = tmp_path_factory.mktemp("evidence"), dt.date(2026, 11, 22)
    return {paper: make_evidence(ROOT, on=day, out=folder / paper, paper=paper).path for paper in PAPERS}


@pytest.fixture(params=PAPERS)
def sheet(request: pytest.FixtureRequest, sheets: dict[str, Path]) -> Path:
    return sheets[request.param]


def test_verapdf_passes_the_sheets(sheets: dict[str, Path]) -> None:
    judged = verapdf.faults_of_all(list(sheets.values()))
    assert judged == {path: {flavour: [] for flavour in verapdf.PROFILES} for path in sheets.values()}


def test_the_second_judge_passes_the_sheet(sheet: Path) -> None:
    assert pagevalidation.faults(sheet) == []


def test_its_tags_say_what_a_person_who_hears_them_needs(sheet: Path) -> None:
    assert tags.faults(sheet) == []


def test_few_pages_have_holes(sheet: Path) -> None:
    found = pages.holes(sheet, 20.0, 20.0, 0.30)
    assert len(found) <= 1, found
