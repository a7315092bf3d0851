from __future__ import annotations

import errno
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.core.diagnostics import ToolError
from tests.publications import publication, text_of

CONTENT = "data/content/briefing.en.md"


def test_check_of_a_good_publication_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["check", str(publication(tmp_path))]) == CLEAN
    out, err = capsys.readouterr()
    assert out.startswith("no errors or warnings; ")
    assert err == ""


def test_findings_are_shown_with_place_excerpt_and_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = text_of("data/facts/library.yaml").replace("locator: p. 3", "locatr: p. 3")
    publication(tmp_path, {"data/facts/library.yaml": facts})
    assert main.main(["check", str(tmp_path)]) == FINDINGS
    err = capsys.readouterr().err
    line = next(i for i, text in enumerate(facts.splitlines(), 1) if "locatr" in text)
    column = facts.splitlines()[line - 1].index("locatr") + 1
    message = 'error[unknown-key]: unknown key "locatr": perhaps "locator"'
    assert f"data/facts/library.yaml:{line}:{column}: {message}" in err
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
    assert main.main(["check", str(tmp_path)]) == FINDINGS
    err = capsys.readouterr().err
    for name in ("publication.yaml", "facts/library.yaml", "sources.yaml", "charts.yaml"):
        assert f"data/{name}:" in err


def test_json_lists_the_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publication(tmp_path, {CONTENT: "## A\n\nIn 1975.\n", "data/charts.yaml": None})
    assert main.main(["check", str(tmp_path), "--json"]) == FINDINGS
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["file"], found["line"], found["column"]) == ("number-without-source", CONTENT, 3, 4)


def test_a_folder_without_a_publication_is_a_failure_with_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["check", str(tmp_path)]) == FAILED
    assert "factpress new" in capsys.readouterr().err


def test_a_fault_of_our_own_shows_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("factpress.edition.inspect_publication", broken)
    assert main.main(["check", str(publication(tmp_path))]) == FAILED
    err = capsys.readouterr().err
    assert "a wheel came off" in err
    assert "Traceback" not in err


def test_a_tool_error_is_said_with_its_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(*_: object, **__: object) -> None:
        raise ToolError("Pango is missing", "apt install libpango-1.0-0")

    monkeypatch.setattr("factpress.edition.inspect_publication", lacking)
    assert main.main(["check", str(publication(tmp_path))]) == FAILED
    assert capsys.readouterr().err == "factpress: Pango is missing\n  hint: apt install libpango-1.0-0\n"


class Full(io.StringIO):
    """A stream on a disk without room."""

    def write(self, s: str, /) -> int:  # noqa: ARG002 - the name is typeshed's
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("command", [["check"], ["check", "--json"], ["schema"]])
def test_a_full_disk_behind_stdout_is_said_in_a_sentence(
    tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publication(tmp_path)
    monkeypatch.setattr("sys.stdout", Full())
    assert main.main([*command, "-C", str(tmp_path)]) == FAILED
    assert capsys.readouterr().err == "factpress: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("end", [">/dev/full", ">&-"])
def test_a_program_without_room_for_its_words_ends_without_a_traceback(end: str) -> None:
    run = f"{shlex.quote(sys.executable)} -m factpress doctor --json {end}"
    environment = {**os.environ, "PYTHONPATH": str(Path(main.__file__).parents[2])}
    done = subprocess.run(["sh", "-c", run], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == FAILED
    assert done.stderr.startswith("factpress: cannot write")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_console_without_the_letters_of_a_message(tmp_path: Path, encoding: str, options: list[str]) -> None:
    publication(tmp_path, {CONTENT: "## A é\n\nSee {claim}`ហូល😀é`.\n", "data/charts.yaml": None})
    environment = {
        **os.environ,
        "PYTHONIOENCODING": encoding,
        "PYTHONUTF8": "0",
        "PYTHONPATH": str(Path(main.__file__).parents[2]),
    }
    command = [sys.executable, "-m", "factpress", "check", str(tmp_path), *options]
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    out, err = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert done.returncode == FINDINGS, err
    assert "Traceback" not in err
    if options:
        assert any("ហូល😀é" in found["message"] for found in json.loads(out)["findings"])
    else:
        assert r"\u17a0\u17bc\u179b" in err


@pytest.mark.parametrize("command", ["check", "build"])
def test_only_a_build_says_that_nothing_was_made(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    publication(tmp_path, {CONTENT: "## A\n\nIn 1975.\n", "data/charts.yaml": None})
    assert main.main([command, str(tmp_path)]) == FINDINGS
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("1 error")
    assert ("nothing was built" in last) is (command == "build")


@pytest.mark.parametrize("command", [["check"], ["new"], ["schema", "-C"], ["build"]])
def test_a_name_that_no_system_takes(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([*command, "a" * 300]) == FAILED
    err = capsys.readouterr().err
    assert "cannot open aaa" in err
    assert "fault of factpress" not in err
    assert len(err) < 300


def test_every_command_is_a_module_with_help(capsys: pytest.CaptureFixture[str]) -> None:
    modules = {path.stem for path in Path(main.__file__).parent.glob("*.py")}
    assert set(main.COMMANDS) == modules - {"__init__", "main", "console", "options"}
    for command in main.COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main.main([command, "--help"])
        assert ended.value.code == 0
        assert "-C FOLDER" in capsys.readouterr().out


def test_a_command_runs_as_if_started_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publication(tmp_path / "work" / "mine")
    monkeypatch.chdir(tmp_path)
    before = Path.cwd()
    for arguments in (["check", "-C", "work/mine"], ["-C", "work/mine", "check"], ["check", "mine", "-C", "work"]):
        assert main.main(arguments) == CLEAN
        assert capsys.readouterr().out.startswith("no errors or warnings; ")
        assert Path.cwd() == before
    assert main.main(["check", "-C", "none"]) == FAILED
    assert "there is no folder none" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--folder", "mine"], ["--folder=mine"]])
def test_the_old_option_for_the_folder_names_the_new_one(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["audit", *option])
    assert ended.value.code == FAILED
    assert "-C FOLDER" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_take_little_time(option: str) -> None:
    resource = pytest.importorskip("resource")
    environment = {**os.environ, "PYTHONPATH": str(Path(main.__file__).parents[2])}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "factpress", option], capture_output=True, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


@pytest.mark.skipif(os.name != "posix", reason="sh closes the stream")
def test_messages_are_not_printed_to_stdout_where_stderr_is_closed(tmp_path: Path) -> None:
    command = shlex.join([sys.executable, "-m", "factpress", "strip", str(tmp_path / "gone.jpg")])
    environment = {**os.environ, "PYTHONPATH": str(Path(main.__file__).parents[2])}
    done = subprocess.run(["sh", "-c", f"{command} 2>&-"], check=False, capture_output=True, env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (FINDINGS, b"", b"")
