"""The evidence sheet before the same judges as the booklets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from workshop import ROOT

from checkers import pages, pagevalidation, tags, verapdf
from factpress.workflows.evidence import make_evidence


@pytest.fixture(scope="module", params=["a4", "letter"])
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("evidence")
    made = make_evidence(ROOT, on=dt.date(2026, 11, 22), out=out, paper=request.param)
    return made.path


def test_verapdf_passes_the_sheet(sheet: Path) -> None:
    assert verapdf.faults(sheet) == {flavour: [] for flavour in verapdf.PROFILES}


def test_the_second_judge_passes_the_sheet(sheet: Path) -> None:
    assert pagevalidation.faults(sheet) == []


def test_its_tags_say_what_a_person_who_hears_them_needs(sheet: Path) -> None:
    assert tags.faults(sheet) == []


def test_few_pages_have_holes(sheet: Path) -> None:
    found = pages.holes(sheet, 20.0, 20.0, 0.30)
    assert len(found) <= 1, found
