"""Nothing that a command writes is obeyed by a terminal, wherever the text comes from."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

from factpress.cli import console, main
from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import ToolError
from tests.publications import publication

HOSTILE = "a\x1b[31mb\u202e\x9b2Jc\u2028\udc9bd\ne"
SOURCE = Path(main.__file__).parent.parent


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with contextlib.suppress(SystemExit):  # of the parser of arguments
        main.main(arguments)
    written = "".join(capsys.readouterr())
    assert written
    assert NOT_ALLOWED.findall(written.replace("\ufffd", "")) == []
    assert "\ne" not in written
    return written


@pytest.mark.parametrize("json_", [[], ["--json"]])
@pytest.mark.parametrize(
    "command",
    [
        *(["audit", HOSTILE], ["preflight", HOSTILE], ["strip", HOSTILE], ["trace", HOSTILE], ["build", HOSTILE]),
        *(
            ["check", HOSTILE],
            ["evidence", HOSTILE],
            ["changes", HOSTILE],
            ["new", f"{HOSTILE}/\0"],
            ["build", "-C", HOSTILE],
        ),
        *(["check", "--explain", HOSTILE], ["build", "--product", HOSTILE], ["printed", HOSTILE], ["schema", HOSTILE]),
    ],
)
def test_arguments_are_shown_safely(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    json_: list[str],
) -> None:
    monkeypatch.chdir(publication(tmp_path))
    run(capsys, *command, *json_)


@pytest.mark.parametrize(
    "arguments", [[HOSTILE], ["check", f"--{HOSTILE}"], ["check", "a", HOSTILE], ["-C", HOSTILE, "check"]]
)
def test_wrong_arguments_are_shown_safely(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    run(capsys, *arguments)


def test_names_of_files_are_shown_safely(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / HOSTILE
    publication(folder)
    (folder / "data" / f"{HOSTILE}.yaml").write_text("a: 1")
    (folder / "data" / "facts" / f"{HOSTILE}.yaml").write_text("a: [")
    (folder / "data" / f"{HOSTILE}.png").write_bytes(b"no picture")
    assert "\ufffd" in run(capsys, "check", str(folder), "--notes")
    answer = run(capsys, "check", str(folder), "--json")
    assert any(HOSTILE in (found["file"] or "") for found in json.loads(answer)["findings"])


def test_a_failure_is_shown_safely(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(error: Exception) -> None:
        def check(*_: object) -> None:
            raise error

        monkeypatch.setattr("factpress.cli.check.run", check)

    fail(ToolError(HOSTILE, HOSTILE))
    run(capsys, "check", str(tmp_path))
    monkeypatch.setenv("FACTPRESS_TRACEBACK", "1")
    fail(ValueError(HOSTILE.replace("\ne", "")))
    assert "Traceback" in run(capsys, "check", str(tmp_path))


def test_progress_is_shown_safely() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    with console.Progress(terminal, quiet=False) as progress:
        progress.show(HOSTILE)
    assert terminal.getvalue().replace("\r\x1b[K", "") == "a\ufffd[31mb\ufffd\ufffd2Jc\ufffd\ufffdd\ufffde …"


def test_paths_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "circle").symlink_to("circle")
    assert console.short_path(tmp_path / "a\nb") == "a\ufffdb"
    assert console.short_path(Path("circle")) in ("circle", os.fspath(tmp_path / "circle"))


def test_only_the_console_writes() -> None:
    assert sys.stdout is not None
    for path in SOURCE.rglob("*.py"):
        if path.name != "console.py":
            text = path.read_text(encoding="utf-8")
            written = re.findall(r"(?<![\w.])print\(.*|sys\.(?:stdout|stderr)\.write.*|print_exc.*", text)
            # the last word when stdout is gone
            assert [line for line in written if "cannot write to standard output" not in line] == [], path
