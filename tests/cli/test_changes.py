"""`factpress printed` and `factpress changes`: what they print, and their exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from tests.golden_files import assert_golden
from tests.publications import text_of

FACTS = "data/facts/library.yaml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main.main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def print_booklet(folder: Path, *options: str) -> int:
    order = ["printed", "booklet-a5", "--copies", "40", "--on", "2026-11-23", "-C", str(folder)]
    return main.main([*order, *options])


def change(folder: Path, *changes: tuple[str, str]) -> None:
    text = text_of(FACTS)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / FACTS).write_text(text, encoding="utf-8")


def test_printed_says_what_it_recorded_and_what_is_next(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_booklet(library, "--for", "the fair") == CLEAN
    out, err = capsys.readouterr()
    assert err == ""
    assert "2026-11-23-booklet-a5: 40 copies, printed on 23 November 2026, for the fair" in out
    assert "factpress changes" in out
    assert print_booklet(library, "-q") == CLEAN
    assert capsys.readouterr().out == ""
    assert print_booklet(library, "--json") == CLEAN
    assert json.loads(capsys.readouterr().out)["recorded"]["printing"] == "2026-11-23-booklet-a5-3"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--copies", "none", "--on", "2026-11-23"], '"none" is not a number of copies'),
        (["--copies", "3", "--on", "soon"], '"soon" is not a date'),
    ],
)
def test_printed_refuses_what_it_cannot_understand(
    library: Path, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "printed", "booklet-a5", *options, "-C", str(library))
    assert (status, out) == (FAILED, "")
    assert words in err
    assert "Traceback" not in err


def test_changes_is_clean_until_a_fact_moves(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "changes", str(library))[:2] == (CLEAN, "no printing in use differs from the facts\n")
    print_booklet(library, "-q")
    capsys.readouterr()
    assert run(capsys, "changes", str(library))[0] == CLEAN
    assert list((library / "build").glob("*correction*")) == []


def test_changes_as_people_read_it(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_booklet(library, "-q", "--for", "the fair")
    change(
        library,
        ("range: [3000, 5200]", "range: [3100, 5200]"),
        ("2022: 8950", "2022: 8960"),
        ("standing: untraced", "standing: outdated"),
    )
    capsys.readouterr()
    status, out, err = run(capsys, "changes", str(library), "-o", str(library / "build"))
    assert (status, err) == (FINDINGS, "")
    said = out.replace(str(library), ".")
    assert_golden("trace/changes.txt", said)
    assert (library / "build/library-correction-slip-2026-11-23-booklet-a5.pdf").read_bytes().startswith(b"%PDF-")


def test_changes_speaks_json(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_booklet(library, "-q")
    change(library, ("range: [3000, 5200]", "range: [3100, 5200]"))
    capsys.readouterr()
    status, out, _ = run(capsys, "changes", str(library), "--json")
    assert status == FINDINGS
    (correction,) = json.loads(out)["corrections"]
    assert correction["copies"] == 40
    assert correction["entries"][0]["reads"] == "3,100 to 5,200 people"
    assert Path(correction["slip"]).is_file()


def test_changes_since_something_unknown_fails(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_booklet(library, "-q")
    capsys.readouterr()
    status, _, err = run(capsys, "changes", str(library), "--since", "2026-11-23-booklet")
    assert status == FAILED
    assert "2026-11-23-booklet-a5" in err


def test_a_damaged_ledger_is_a_finding_at_its_place(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "data/ledger.yaml").write_text("a:\n  copies: 2\n", encoding="utf-8")
    status, _, err = run(capsys, "changes", str(library))
    assert status == FINDINGS
    assert "data/ledger.yaml:1:1: error[missing-key]" in err


def test_check_names_stock_that_has_gone_wrong(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_booklet(library, "-q")
    change(library, ("range: [3000, 5200]", "range: [3100, 5200]"))
    capsys.readouterr()
    status, out, err = run(capsys, "check", str(library))
    assert status == CLEAN
    assert "warning[printing-outdated]" in out + err
    assert "40 copies" in out + err
    assert run(capsys, "check", "--strict", str(library))[0] == FINDINGS
