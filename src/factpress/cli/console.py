"""The console of all commands: shared arguments, results on stdout, findings and failures on stderr.

Progress is only shown on a terminal.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import errno
import io
import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn, Self, TextIO

from factpress.core.characters import escaped_json, message_line, visible, visible_line
from factpress.core.diagnostics import Diagnostic, Severity, format_diagnostic, sort_diagnostics

CLEAN, FINDINGS, FAILED, STOPPED = 0, 1, 2, 130
"""Exit status: no findings; findings in the publication; the tool or its environment failed; stopped with Ctrl-C."""


COMMON_OPTIONS = (
    (("-q", "--quiet"), "print only findings and failures"),
    (("--json",), "print results and findings as JSON"),
)
"""The names of the options that every command has, each with its meaning."""


# ── arguments ─────────────────────────────────────────────────────────────────────────────────────────────────────


def add_folder_argument(parser: argparse.ArgumentParser) -> None:
    """Adds the argument for the publication's folder."""
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="the publication (default: here)")


def add_directory_option(parser: argparse.ArgumentParser, *, default: object = argparse.SUPPRESS) -> None:
    """Adds `-C FOLDER`, which every command has, and rejects `--folder`, its former name."""
    about = "run as if started in FOLDER, like make -C (default: here)"
    parser.add_argument("-C", dest="directory", default=default, metavar="FOLDER", help=about)
    parser.add_argument("--folder", action=_Renamed, default=argparse.SUPPRESS, help=argparse.SUPPRESS)


class _Renamed(argparse.Action):
    """Rejects an option that was renamed."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        parser.error("--folder is now -C: write -C FOLDER")


def parse_day(typed: str) -> dt.date:
    """A day as typed. Raises ArgumentTypeError if it is not a date."""
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{typed}" is not a date; write year-month-day: 2026-11-22') from None


# ── progress and messages ─────────────────────────────────────────────────────────────────────────────────────────


class Progress:
    """A line on a terminal that is overwritten at each step. Without a terminal, nothing is shown."""

    def __init__(self, stream: TextIO, *, quiet: bool) -> None:
        self.stream = stream
        self.shown = not quiet and stream.isatty()

    def __enter__(self) -> Self:
        return self

    def show(self, step: str) -> None:
        """Shows the current step."""
        if self.shown:
            self.stream.write(f"\r\x1b[K{visible_line(step)} …")
            self.stream.flush()

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def short_path(path: Path) -> str:
    """The path as one line, relative to the working directory if it is inside."""
    try:
        return visible_line(path.resolve().relative_to(Path.cwd()).as_posix())
    except (OSError, RuntimeError, ValueError):  # also links in a circle
        return visible_line(str(path))


_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFORMATION: "\x1b[36m"}


def _coloured(text: str, severity: Severity) -> str:
    """Makes the first line bold and colours its severity, on a terminal without NO_COLOR (no-color.org)."""
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    head, _, rest = text.partition("\n")
    colour = _COLOURS[severity]
    head = re.sub(r"(error|warning|information|answered)\[", rf"{colour}\1\x1b[39m[", head, count=1)
    return f"\x1b[1m{head}\x1b[22m\n{rest}" if rest else f"\x1b[1m{head}\x1b[22m"


def print_findings(
    found: Iterable[Diagnostic], root: Path, options: argparse.Namespace, *, is_ordered: bool = False
) -> None:
    """Prints findings and the number of errors to stderr; with `--json`, errors are printed to stdout as JSON.

    Findings that are not `is_ordered` are sorted by file and line.
    """
    findings = list(found) if is_ordered else sort_diagnostics(found)
    if getattr(options, "json", False) and any(d.severity is Severity.ERROR for d in findings):
        print_results(findings=findings)
        return
    for diagnostic in findings:
        print(_coloured(format_diagnostic(diagnostic, root), diagnostic.severity), end="\n\n", file=sys.stderr)
    errors = sum(d.severity is Severity.ERROR for d in findings)
    if errors:
        result = "; nothing was built, and the last good files are unchanged" if options.command == "build" else ""
        print(_count(errors, "error") + result, file=sys.stderr)


def print_check_report(found: Iterable[Diagnostic], root: Path, options: argparse.Namespace) -> None:
    """Prints errors, warnings and answered warnings to stderr; with `--notes`, other information too.

    The last line has their numbers. It is printed to stdout, or to stderr if the check has failed.
    """
    findings = sort_diagnostics(found)
    for diagnostic in findings:
        note = diagnostic.severity is Severity.INFORMATION and diagnostic.answer is None
        if (note and not options.notes) or (diagnostic.answer is not None and options.quiet):
            continue
        print(_coloured(format_diagnostic(diagnostic, root), diagnostic.severity), end="\n\n", file=sys.stderr)
    errors, warnings = (sum(d.severity is s for d in findings) for s in (Severity.ERROR, Severity.WARNING))
    answered = sum(d.answer is not None for d in findings)
    others = len(findings) - errors - warnings - answered
    failed = errors or (options.strict and warnings)
    parts = [_count(errors, "error"), _count(warnings, "warning")]
    if not errors and warnings:
        parts.append("--strict makes warnings fail" if failed else "nothing stops a build")
    line = ", ".join(part for part in parts if part) or "no errors or warnings"
    hidden = " (--notes shows them)" if others and not options.notes else ""
    rest = [f"{answered} answered" if answered else "", _count(others, "note") + hidden]
    if any(rest):
        line += "; " + ", ".join(part for part in rest if part)
    if failed:
        print(line, file=sys.stderr)
    elif not options.quiet:
        print_line(line)


def _count(number: int, word: str) -> str:
    return "" if not number else f"{number} {word}" if number == 1 else f"{number} {word}s"


def print_failure(message: str, hint: str | None, options: argparse.Namespace) -> None:
    """Prints why a command failed, with a hint."""
    if getattr(options, "json", False):
        print_json({"failed": message, "hint": hint})
        return
    print_message(f"factpress: {message_line(message)}")
    if hint:
        print_message(f"  hint: {message_line(hint)}")


def print_results(*, findings: Iterable[Diagnostic] = (), is_ordered: bool = False, **results: object) -> None:
    """Prints results and findings as JSON. Findings that are not `is_ordered` are sorted by file and line."""
    listed = [
        {
            "severity": d.severity.value,
            "code": d.code,
            "message": d.message,
            "file": d.location.path.as_posix() if d.location else None,
            "line": d.location.line if d.location else None,
            "column": d.location.column if d.location else None,
            "hint": d.hint,
            "answer": d.answer,
            "related": [{"file": at.path.as_posix(), "line": at.line, "column": at.column} for at in d.related],
        }
        for d in (findings if is_ordered else sort_diagnostics(findings))
    ]
    print_json({**results, "findings": listed}, indent=1)


def accept_all_characters() -> None:
    """Makes stdout and stderr escape characters that their encoding lacks. A claim may be in any script.

    Messages are discarded if stderr is closed: Python would print them to stdout.
    """
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison] - None where it was closed
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class Parser(argparse.ArgumentParser):
    """A parser of arguments whose messages repeat no argument as it was typed."""

    def error(self, message: str) -> NoReturn:
        """Prints the message and exits."""
        super().error(visible_line(message))


class OutputError(Exception):
    """Writing to stdout failed because of `reason`."""

    def __init__(self, reason: OSError) -> None:
        self.reason = reason
        super().__init__(str(reason))


def print_message(text: str) -> None:
    """Prints a message to stderr. Like `print_line`, it never writes what a terminal would obey."""
    print(visible(text), file=sys.stderr)


def print_line(text: str) -> None:
    """Prints a result to stdout, with U+FFFD for each character that a terminal would obey.

    All output of the commands goes through this function and `print_message`, or is escaped as JSON. Names of files,
    arguments and texts of other programs' files may hold any character. Raises OutputError if writing fails.
    """
    _write(visible(text))


def _write(text: str) -> None:
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - None where it was closed
        raise OutputError(OSError(errno.EBADF, "stdout is closed"))
    try:
        print(text)
    except OSError as error:
        raise OutputError(error) from error


def print_json(value: object, *, indent: int | None = None) -> None:
    """Prints a value to stdout as JSON, with escapes if the encoding of stdout is not a Unicode encoding."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    _write(escaped_json(json.dumps(value, ensure_ascii=not encoding.lower().startswith("utf"), indent=indent)))


def discard(stream: TextIO | None) -> None:
    """Redirects a stream to the null device, so that Python does not fail again when it flushes the stream on exit."""
    with contextlib.suppress(OSError, ValueError):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
