"""The command line: what was made goes to stdout, messages to stderr, progress to a terminal only.

Exit status: 0 clean, 1 the publication has findings, 2 the tool, its configuration or its surroundings failed.
No traceback reaches a user; FACTPRESS_TRACEBACK=1 shows it to a developer.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Self, TextIO

from factpress import __version__
from factpress.diagnostics import Diagnostic, Findings, Severity, ToolError, order, render

CLEAN, FINDINGS, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    options = _parser().parse_args(arguments)
    root = Path(getattr(options, "folder", "."))
    try:
        return int(options.run(options))
    except Findings as findings:
        _report(findings.found, root, options)
        return FINDINGS
    except ToolError as error:
        _fail(str(error), error.hint, options)
    except KeyboardInterrupt:
        _fail("stopped", None, options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the last line of defence: a user gets a sentence, a developer the traceback
        if os.environ.get("FACTPRESS_TRACEBACK"):
            traceback.print_exc()
        hint = "this is a fault of factpress, not yours; FACTPRESS_TRACEBACK=1 shows where"
        _fail(f"{type(error).__name__}: {error}", hint, options)
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="factpress", description="One fact source, two presses: booklets and slides from the same claims."
    )
    parser.add_argument("--version", action="version", version=f"factpress {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = _command(commands, "build", _build, "make the booklets and slides of a publication")
    _folder(build)
    build.add_argument("--product", action="append", default=[], metavar="NAME", help="only this product, or renderer")
    build.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the files (default: build)")
    build.add_argument("--no-cache", action="store_true", help="draw every chart anew")

    check = _command(commands, "check", _check, "read everything and report what is wrong; make nothing")
    _folder(check)

    new = _command(commands, "new", _new, "make a small publication that builds at once")
    new.add_argument("folder", metavar="FOLDER", help="a folder that is not there yet, or is empty")

    schema = _command(commands, "schema", _schema, "write the JSON Schemas that editors check data files by")
    _folder(schema)

    _command(commands, "doctor", _doctor, "say what is there and what is missing")
    return parser


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], summary: str
) -> argparse.ArgumentParser:
    described = summary[0].upper() + summary[1:]
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=described)
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but what is wrong")
    parser.add_argument("--json", action="store_true", help="print results and findings as JSON")
    parser.set_defaults(run=run)
    return parser


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="the publication (default: here)")


# ── commands ────────────────────────────────────────────────────────────────────────────────────────────────────


def _build(options: argparse.Namespace) -> int:
    from factpress.build import build

    progress = Progress(sys.stderr, quiet=options.quiet or options.json)
    with progress:
        made, warnings = build(
            Path(options.folder), tuple(options.product), options.output, cached=not options.no_cache, say=progress.say
        )
    if options.json:
        files = [{"file": str(m.path), "product": m.product.name} for m in made]
        _print_json(made=files, findings=warnings)
        return CLEAN
    _report(warnings, Path(options.folder), options)
    if not options.quiet:
        for m in made:
            print(f"{_shown(m.path)}  {m.product.title}")
    return CLEAN


def _check(options: argparse.Namespace) -> int:
    from factpress.build import RENDERERS
    from factpress.reading import read_edition

    edition = read_edition(Path(options.folder), known_renderers=frozenset(RENDERERS))
    if options.json:
        _print_json(findings=edition.warnings)
    else:
        _report(edition.warnings, Path(options.folder), options)
        if not options.quiet:
            print("nothing is wrong" if not edition.warnings else "nothing that stops a build")
    return CLEAN


def _new(options: argparse.Namespace) -> int:
    from factpress.starter import start

    folder = Path(options.folder)
    written = start(folder)
    if options.json:
        _print_json(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            print(_shown(path))
        print(f"next: factpress build {options.folder}")
    return CLEAN


def _schema(options: argparse.Namespace) -> int:
    from factpress.schemas import write_schemas

    written = write_schemas(Path(options.folder))
    if options.json:
        _print_json(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            print(_shown(path))
    return CLEAN


def _doctor(options: argparse.Namespace) -> int:
    from factpress.doctor import examine, report, status

    findings = examine()
    if not options.quiet:
        print(report(findings))
    return status(findings)


# ── saying ──────────────────────────────────────────────────────────────────────────────────────────────────────


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


def _shown(path: Path) -> str:
    """The path as short as it can be said from here."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _coloured(text: str, severity: Severity) -> str:
    """The first line in bold, its severity in colour, on a terminal that has not asked for none (no-color.org)."""
    if os.environ.get("NO_COLOR") or not sys.stderr.isatty():
        return text
    head, _, rest = text.partition("\n")
    colour = "\x1b[31m" if severity is Severity.ERROR else "\x1b[33m"
    head = head.replace(f"{severity.value}[", f"{colour}{severity.value}\x1b[39m[", 1)
    return f"\x1b[1m{head}\x1b[22m\n{rest}" if rest else f"\x1b[1m{head}\x1b[22m"


def _report(found: Iterable[Diagnostic], root: Path, options: argparse.Namespace) -> None:
    findings = order(found)
    if getattr(options, "json", False) and any(d.severity is Severity.ERROR for d in findings):
        _print_json(findings=findings)
        return
    for diagnostic in findings:
        print(_coloured(render(diagnostic, root), diagnostic.severity), end="\n\n", file=sys.stderr)
    errors = sum(d.severity is Severity.ERROR for d in findings)
    if errors:
        many = f"{errors} errors" if errors > 1 else "1 error"
        print(f"{many}; nothing was made, the last good files are as they were", file=sys.stderr)


def _fail(message: str, hint: str | None, options: argparse.Namespace) -> None:
    if getattr(options, "json", False):
        print(json.dumps({"failed": message, "hint": hint}, ensure_ascii=False))
        return
    print(f"factpress: {message}", file=sys.stderr)
    if hint:
        print(f"  hint: {hint}", file=sys.stderr)


def _print_json(*, findings: Iterable[Diagnostic] = (), **results: object) -> None:
    listed = [
        {
            "severity": d.severity.value,
            "code": d.code,
            "message": d.message,
            "file": d.location.path.as_posix() if d.location else None,
            "line": d.location.line if d.location else None,
            "column": d.location.column if d.location else None,
            "hint": d.hint,
        }
        for d in order(findings)
    ]
    print(json.dumps({**results, "findings": listed}, ensure_ascii=False, indent=1))
