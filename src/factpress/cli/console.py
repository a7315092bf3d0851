"""What is said on the console: results to stdout, findings and failures to stderr, progress to a terminal only."""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Self, TextIO

from factpress.core.diagnostics import Diagnostic, Severity, format_diagnostic, sort_diagnostics

CLEAN, FINDINGS, FAILED = 0, 1, 2
"""Exit status: all is well; the publication has findings; the tool, its configuration or its surroundings failed."""


class Progress:
    """One line that is written over, on a terminal; nothing anywhere else."""

    def __init__(self, stream: TextIO, *, quiet: bool) -> None:
        self.stream = stream
        self.shown = not quiet and stream.isatty()

    def __enter__(self) -> Self:
        return self

    def say(self, what: str) -> None:
        """What is being done now."""
        if self.shown:
            self.stream.write(f"\r\x1b[K{what} …")
            self.stream.flush()

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def shown(path: Path) -> str:
    """The path as short as it can be said from here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFORMATION: "\x1b[36m"}


def _coloured(text: str, severity: Severity) -> str:
    """The first line in bold, its severity in colour, on a terminal that has not asked for none (no-color.org)."""
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    head, _, rest = text.partition("\n")
    colour = _COLOURS[severity]
    head = re.sub(r"(error|warning|information|answered)\[", rf"{colour}\1\x1b[39m[", head, count=1)
    return f"\x1b[1m{head}\x1b[22m\n{rest}" if rest else f"\x1b[1m{head}\x1b[22m"


def report(found: Iterable[Diagnostic], root: Path, options: argparse.Namespace) -> None:
    """Prints findings to stderr, with how many stop a build; to stdout where JSON was asked for."""
    findings = sort_diagnostics(found)
    if getattr(options, "json", False) and any(d.severity is Severity.ERROR for d in findings):
        print_json(findings=findings)
        return
    for diagnostic in findings:
        print(_coloured(format_diagnostic(diagnostic, root), diagnostic.severity), end="\n\n", file=sys.stderr)
    errors = sum(d.severity is Severity.ERROR for d in findings)
    if errors:
        many = f"{errors} errors" if errors > 1 else "1 error"
        made = "; nothing was made, the last good files are as they were" if options.command == "build" else ""
        print(many + made, file=sys.stderr)


def report_checked(found: Iterable[Diagnostic], root: Path, *, strict: bool, notes: bool, quiet: bool) -> None:
    """Prints what was checked to stderr: what is wrong in full, what was answered in short, the rest only as `notes`.

    A last line counts them: to stdout, or to stderr where the check has failed.
    """
    findings = sort_diagnostics(found)
    for diagnostic in findings:
        note = diagnostic.severity is Severity.INFORMATION and diagnostic.answer is None
        if (note and not notes) or (diagnostic.answer is not None and quiet):
            continue
        print(_coloured(format_diagnostic(diagnostic, root), diagnostic.severity), end="\n\n", file=sys.stderr)
    errors, warnings = (sum(d.severity is s for d in findings) for s in (Severity.ERROR, Severity.WARNING))
    answered = sum(d.answer is not None for d in findings)
    told = len(findings) - errors - warnings - answered
    failed = errors or (strict and warnings)
    verdict = [_many(errors, "error"), _many(warnings, "warning")]
    if not errors:
        verdict.append("--strict stops at them" if failed else "nothing that stops a build" if warnings else "")
    line = ", ".join(part for part in verdict if part) or "nothing is wrong"
    shown = "" if notes or not told else " (--notes shows them)"
    rest = ", ".join(part for part in (f"{answered} answered" if answered else "", _many(told, "note") + shown) if part)
    line += f"; {rest}" if rest else ""
    if failed:
        print(line, file=sys.stderr)
    elif not quiet:
        say(line)


def _many(number: int, word: str) -> str:
    return "" if not number else f"{number} {word}" if number == 1 else f"{number} {word}s"


def fail(message: str, hint: str | None, options: argparse.Namespace) -> None:
    """Prints what failed, with a hint."""
    if getattr(options, "json", False):
        say_json({"failed": message, "hint": hint})
        return
    print(f"factpress: {message}", file=sys.stderr)
    if hint:
        print(f"  hint: {hint}", file=sys.stderr)


def print_json(*, findings: Iterable[Diagnostic] = (), **results: object) -> None:
    """Prints results and findings as JSON."""
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
        for d in sort_diagnostics(findings)
    ]
    say_json({**results, "findings": listed}, indent=1)


def accept_all_characters() -> None:
    """Lets the console write what its encoding lacks as an escape: a claim may hold Khmer where the console cannot."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class UnsaidError(Exception):
    """What there is to say could not be written; `reason` says why."""

    def __init__(self, reason: OSError) -> None:
        self.reason = reason
        super().__init__(str(reason))


def say(text: str) -> None:
    """Prints to stdout, where results go."""
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - None where it was closed
        raise UnsaidError(OSError(errno.EBADF, "stdout is closed"))
    try:
        print(text)
    except OSError as error:
        raise UnsaidError(error) from error


def say_json(value: object, *, indent: int | None = None) -> None:
    """Prints the value as JSON, in JSON's own escapes where the console's encoding lacks characters."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    say(json.dumps(value, ensure_ascii=not encoding.lower().startswith("utf"), indent=indent))


def discard(stream: TextIO | None) -> None:
    """Lets what a stream still holds go nowhere, so that Python does not stumble over it at the end."""
    with contextlib.suppress(OSError, ValueError):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
