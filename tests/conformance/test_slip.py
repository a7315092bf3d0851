"""The judges on the correction slip: veraPDF on PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.publications import edition_of

from checkers import verapdf
from factpress.workflows.correction_slips import build_slips
from factpress.workflows.print_run import PrintRecord, changes, record
from factpress.workflows.tasks import output_files

FACTS = "data/facts/library.yaml"


@pytest.fixture
def slip(library: Path) -> Path:
    edition = edition_of(library)
    files = {product.name: path for path, product in output_files(edition).items()}
    record(edition, PrintRecord("booklet-a5", "40", "2026-11-23"), files, dt.date(2026, 11, 23))
    text = (library / FACTS).read_text(encoding="utf-8").replace("3000, 5200", "3100, 5200").replace("8950", "8960")
    (library / FACTS).write_text(text, encoding="utf-8")
    edition = edition_of(library)
    return build_slips(edition, changes(edition)).paths[0]


def test_a_slip_breaks_no_rule(slip: Path) -> None:
    assert {profile: faults for profile, faults in verapdf.faults(slip).items() if faults} == {}
