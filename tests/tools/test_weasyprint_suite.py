"""The comparison of two runs of a test suite, on a suite of three tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint_suite import SuiteError, differences, results

SUITE = """
import os, pytest

def test_kept():
    pass

def test_changed():
    assert "CHANGED" not in os.environ

@pytest.mark.xfail
def test_expected_to_fail():
    assert False
"""

PLUGIN = "import os\ndef pytest_configure(config):\n    os.environ['CHANGED'] = 'yes'\n"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    folder = tmp_path / "suite"
    folder.mkdir()
    (folder / "test_three.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "change_one.py").write_text(PLUGIN, encoding="utf-8")
    return folder


def test_a_test_with_another_outcome_is_listed(suite: Path) -> None:
    without, patched = results(suite, []), results(suite, [], plugin="change_one")
    assert sorted(without.values()) == ["passed", "passed", "skipped"]
    assert differences(without, patched) == ["test_three::test_changed: passed without the patches, failed with them"]
    assert differences(without, without) == []


def test_a_test_that_one_run_lacks_is_listed() -> None:
    assert differences({"a::b": "passed"}, {}) == ["a::b: passed without the patches, not run with them"]


def test_a_suite_that_does_not_run_is_an_error(suite: Path) -> None:
    (suite / "test_three.py").write_text("import a_module_that_is_missing\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="a_module_that_is_missing"):
        results(suite, [])
