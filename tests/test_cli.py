from __future__ import annotations

import json
from pathlib import Path

import pytest

from factpress import cli
from factpress.diagnostics import ToolError
from tests.publications import publication, text_of

CONTENT = "data/content/briefing.en.md"


def test_check_of_a_good_publication_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(publication(tmp_path))]) == cli.CLEAN
    out, err = capsys.readouterr()
    assert out == "nothing is wrong\n"
    assert err == ""


def test_findings_are_shown_with_place_excerpt_and_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = text_of("data/facts/library.yaml").replace("locator: p. 3", "locatr: p. 3")
    publication(tmp_path, {"data/facts/library.yaml": facts})
    assert cli.main(["check", str(tmp_path)]) == cli.FINDINGS
    err = capsys.readouterr().err
    line = next(i for i, text in enumerate(facts.splitlines(), 1) if "locatr" in text)
    column = facts.splitlines()[line - 1].index("locatr") + 1
    assert f'data/facts/library.yaml:{line}:{column}: error[unknown-key]: unknown key "locatr"' in err
    assert "^^^^^^" in err
    assert 'hint: did you mean "locator"?' in err
    assert "Traceback" not in err


def test_everything_wrong_in_every_file_is_found_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publication(
        tmp_path,
        {
            "data/publication.yaml": text_of("data/publication.yaml").replace("title:", "titel:", 1),
            "data/facts/library.yaml": text_of("data/facts/library.yaml").replace("verified  ", "verifyed  ", 1),
            "data/sources.yaml": text_of("data/sources.yaml").replace("type: report", "type: reprot"),
            "data/charts.yaml": text_of("data/charts.yaml").replace("kind: line", "kind: lines"),
        },
    )
    assert cli.main(["check", str(tmp_path)]) == cli.FINDINGS
    err = capsys.readouterr().err
    for name in ("publication.yaml", "facts/library.yaml", "sources.yaml", "charts.yaml"):
        assert f"data/{name}:" in err


def test_json_lists_the_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publication(tmp_path, {CONTENT: "## A\n\nIn 1975.\n", "data/charts.yaml": None})
    assert cli.main(["check", str(tmp_path), "--json"]) == cli.FINDINGS
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["file"], found["line"], found["column"]) == ("bare-number", CONTENT, 3, 4)


def test_a_folder_without_a_publication_is_a_failure_with_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(tmp_path)]) == cli.FAILED
    assert "factpress new" in capsys.readouterr().err


def test_a_fault_of_our_own_shows_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("factpress.reading.read_edition", broken)
    assert cli.main(["check", str(tmp_path)]) == cli.FAILED
    err = capsys.readouterr().err
    assert "a wheel came off" in err
    assert "Traceback" not in err


def test_a_tool_error_is_said_with_its_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(*_: object, **__: object) -> None:
        raise ToolError("Pango is missing", "apt install libpango-1.0-0")

    monkeypatch.setattr("factpress.reading.read_edition", lacking)
    assert cli.main(["check", str(tmp_path)]) == cli.FAILED
    assert capsys.readouterr().err == "factpress: Pango is missing\n  hint: apt install libpango-1.0-0\n"


def test_new_makes_a_publication_that_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert cli.main(["new", str(folder)]) == cli.CLEAN
    assert "next: factpress build" in capsys.readouterr().out
    assert cli.main(["check", str(folder), "-q"]) == cli.CLEAN


def test_new_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert cli.main(["new", str(tmp_path)]) == cli.FAILED
    assert "not empty" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_progress_is_silent_off_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", str(publication(tmp_path)), "--product", "slides"]) == cli.CLEAN
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[-1].split()[0].endswith("library-slides.pptx")


def test_an_unknown_product_is_a_failure_with_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", str(publication(tmp_path)), "--product", "slide"]) == cli.FAILED
    assert 'did you mean "slides"?' in capsys.readouterr().err
