"""`factpress schema`: where it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import FAILED
from tests.publications import publication


def test_schemas_are_not_written_through_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = publication(tmp_path / "mine")
    (folder / "data/schemas").symlink_to(outside)
    assert main.main(["schema", "-C", str(folder)]) == FAILED
    assert "is a link to a file outside" in capsys.readouterr().err
    assert list(outside.iterdir()) == []
