"""The doctor looks without tripping, and says one command for each thing."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from factpress.cli import doctor, main
from factpress.cli.console import FAILED
from factpress.cli.doctor import Finding, State

LOCK = """\
# comment
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:aa
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:bb
Python_pptx==1.0.2 \\
    --hash=sha256:cc
    # via factpress (pyproject.toml)
"""


def test_a_lock_gives_every_version_it_names() -> None:
    assert doctor.pinned(LOCK) == {"numpy": ("2.4.6", "2.5.5"), "python-pptx": ("1.0.2",)}


@pytest.mark.parametrize(
    ("version", "state"), [("2.4.6", State.OK), ("2.5.5", State.OK), ("1.0", State.OTHER), (None, State.MISSING)]
)
def test_a_library_is_held_against_what_was_tested(version: str | None, state: State) -> None:
    assert doctor.judge("numpy", version, ("2.4.6", "2.5.5")).state is state


def test_missing_pango_is_a_finding_with_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> object:
        raise OSError("cannot load library 'libpango-1.0-0': no such file\nAdditionally, …")

    monkeypatch.setattr(doctor, "_text_engine", fail)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/dnf" if name == "dnf" else None)
    pango = next(finding for finding in doctor.examine() if finding.what == "Pango")
    assert pango == Finding(
        "Pango",
        State.MISSING,
        "cannot be loaded: cannot load library 'libpango-1.0-0': no such file",
        "sudo dnf install pango",
    )


def test_an_old_pango_and_one_without_its_subsetter_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def engine(number: int, subset: object) -> None:
        made = SimpleNamespace(pango=SimpleNamespace(pango_version=lambda: number), harfbuzz_subset=subset)
        monkeypatch.setattr(doctor, "_text_engine", lambda: made)

    engine(15_012, object())
    assert doctor._pango() == Finding("Pango", State.OK, "1.50.12")
    engine(14_206, object())
    assert doctor._pango().state is State.MISSING
    engine(15_012, None)
    assert doctor._pango().state is State.MISSING


def test_an_installed_tool_does_not_ask_for_what_only_tests_need(monkeypatch: pytest.MonkeyPatch) -> None:
    tests_need = {"LibreOffice", "Poppler", "Java runtime", "npm"}
    assert tests_need <= {finding.what for finding in doctor.examine()}
    monkeypatch.setattr(doctor, "in_checkout", lambda: False)
    assert not tests_need & {finding.what for finding in doctor.examine()}


def test_fonts_must_be_fonts(tmp_path: Path) -> None:
    assert doctor.fonts(tmp_path).state is State.MISSING
    (tmp_path / "a.ttf").write_bytes(b"\0\1\0\0rest")
    assert doctor.fonts(tmp_path) == Finding("fonts", State.OK, "1 faces")
    (tmp_path / "b.otf").write_text("version https://example.org/large-files")
    assert doctor.fonts(tmp_path).found == "not a font: b.otf"


def test_the_report_ends_with_what_to_type() -> None:
    found = (
        Finding("Python", State.OK, "3.11.7"),
        Finding("jinja2", State.MISSING, "is not installed", "make"),
        Finding("segno", State.MISSING, "is not installed", "make"),
        Finding("Poppler", State.LACKING, "is not there; its tests are skipped", "sudo apt-get install poppler-utils"),
    )
    assert not doctor.ready(found)
    assert doctor.report(found) == (
        "ok       Python   3.11.7\n"
        "missing  jinja2   is not installed\n"
        "missing  segno    is not installed\n"
        "lacking  Poppler  is not there; its tests are skipped\n"
        "\n"
        "Something required is missing. Type:\n"
        "  make\n"
        "To run the skipped tests too, type:\n"
        "  sudo apt-get install poppler-utils"
    )
    assert doctor.ready(found[:1])
    assert "Everything required is installed." in doctor.report(found[:1])


def test_here_all_that_is_needed_is_there() -> None:
    found = doctor.examine()
    assert doctor.ready(found), doctor.report(found)
    assert {"Python", "weasyprint", "python-pptx", "Pango", "fonts"} <= {finding.what for finding in found}


def test_doctor_speaks_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(
        "factpress.cli.doctor.examine", lambda: (Finding("Pango", State.MISSING, "is not there", "make"),)
    )
    assert main.main(["doctor", "--json"]) == FAILED
    found = json.loads(capsys.readouterr().out)["found"]
    assert found == [{"what": "Pango", "state": "missing", "found": "is not there", "fix": "make"}]
