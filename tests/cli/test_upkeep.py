"""Commands that keep things in order: what they print, and their exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import FAILED
from factpress.cli.doctor import Finding, State
from tests.publications import publication


def test_doctor_speaks_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(
        "factpress.cli.doctor.examine", lambda: (Finding("Pango", State.MISSING, "is not there", "make"),)
    )
    assert main.main(["doctor", "--json"]) == FAILED
    found = json.loads(capsys.readouterr().out)["found"]
    assert found == [{"what": "Pango", "state": "missing", "found": "is not there", "mend": "make"}]


def test_schemas_are_not_written_through_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = publication(tmp_path / "mine")
    (folder / "data/schemas").symlink_to(outside)
    assert main.main(["schema", str(folder)]) == FAILED
    assert "leads out of the publication's folder" in capsys.readouterr().err
    assert list(outside.iterdir()) == []
