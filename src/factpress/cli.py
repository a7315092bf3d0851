"""The command line: what was made goes to stdout, messages to stderr, progress to a terminal only.

Exit status: 0 clean, 1 the publication has findings, 2 the tool, its configuration or its surroundings failed.
No traceback reaches a user; FACTPRESS_TRACEBACK=1 shows it to a developer.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from factpress import __version__, enquiry
from factpress.console import (
    Progress,
    UnsaidError,
    accept_all_characters,
    discard,
    fail,
    print_json,
    report,
    report_checked,
    say,
    say_json,
    shown,
)
from factpress.diagnostics import Findings, Severity, ToolError

CLEAN, FINDINGS, FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    accept_all_characters()
    try:
        try:
            status = _run(_parser().parse_args(arguments))
        finally:
            if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - None where it was closed
                sys.stdout.flush()  # while a failure can still be told
    except BrokenPipeError:
        discard(sys.stdout)
        return FAILED
    except OSError as error:
        discard(sys.stdout)
        with contextlib.suppress(OSError):
            print(f"factpress: cannot write what there is to say: {error.strerror}", file=sys.stderr)
            sys.stderr.flush()
            return FAILED
        discard(sys.stderr)
        return FAILED
    return status


def _run(options: argparse.Namespace) -> int:
    root = Path(getattr(options, "folder", "."))
    try:
        return int(options.run(options))
    except Findings as findings:
        report(findings.found, root, options)
        return FINDINGS
    except ToolError as error:
        fail(str(error), error.hint, options)
    except KeyboardInterrupt:
        fail("stopped", None, options)
    except UnsaidError as unsaid:
        raise unsaid.reason from None
    except Exception as error:  # noqa: BLE001 - the last line of defence: a user gets a sentence, a developer the traceback
        if os.environ.get("FACTPRESS_TRACEBACK"):
            traceback.print_exc()
        hint = "this is a fault of factpress, not yours; FACTPRESS_TRACEBACK=1 shows where"
        fail(f"{type(error).__name__}: {error}", hint, options)
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="factpress", description="One fact source, two presses: booklets and slides from the same claims."
    )
    parser.add_argument("--version", action="version", version=f"factpress {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    build = _command(commands, "build", _build, "make the booklets and slides of a publication")
    _folder(build)
    kinds = "only this product, or this kind: booklet, deck, press, imposed, print"
    build.add_argument("--product", action="append", default=[], metavar="NAME", help=kinds)
    build.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the files (default: build)")
    build.add_argument("--no-cache", action="store_true", help="draw every chart anew")

    check = _command(commands, "check", _check, "read everything and report what is wrong; make nothing")
    _folder(check)
    check.add_argument("--strict", action="store_true", help="let warnings fail as well")
    check.add_argument("--notes", action="store_true", help="show what need not be acted upon")
    check.add_argument("--on", type=_day, metavar="DATE", help="the day to check for: 2026-11-22 (default: today)")
    check.add_argument("--sarif", action="store_true", help="print findings as SARIF 2.1.0")
    check.add_argument("--explain", nargs="?", const="", metavar="CODE", help="say what a code means, or all codes")

    evidence = _command(commands, "evidence", _evidence, "make the sheet on which a board signs every claim")
    _folder(evidence)
    evidence.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the file (default: build)")
    evidence.add_argument("--paper", choices=("a4", "letter"), help="other paper than publication.yaml names")
    evidence.add_argument("--on", type=_day, metavar="DATE", help="the day to look up dues for (default: today)")

    audit = _command(commands, "audit", _audit, "trace every number of a file to its claim")
    audit.add_argument("files", nargs="*", type=Path, metavar="FILE", help="PDF or PowerPoint (default: what was made)")
    audit.add_argument("--folder", default=".", metavar="FOLDER", help="the publication (default: here)")

    enquiry.add_commands(partial(_command, commands))

    preflight = _command(commands, "preflight", _preflight, "judge a PDF before it is printed, ours or anybody's")
    preflight.add_argument("file", type=Path, metavar="FILE", help="the PDF")
    preflight.add_argument(
        "--profile", default="print-shop-mm", metavar="PRINTER", help="whose printer it is for (default: %(default)s)"
    )
    preflight.add_argument("--folder", default=".", metavar="FOLDER", help="the publication (default: here)")

    new = _command(commands, "new", _new, "make a small publication that builds at once")
    new.add_argument("folder", metavar="FOLDER", help="a folder that is not there yet, or is empty")

    strip = _command(commands, "strip", _strip, "take out of pictures what cameras and programs wrote into them")
    strip.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a JPEG or PNG; its pixels stay as they are")

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
    parser.set_defaults(run=run, command=name)
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
        print_json(made=files, findings=warnings)
        return CLEAN
    report(warnings, Path(options.folder), options)
    if not options.quiet:
        for m in made:
            say(f"{shown(m.path)}  {m.title}")
    return CLEAN


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{written}" is no day; write year-month-day: 2026-11-22') from None


def _check(options: argparse.Namespace) -> int:
    from factpress.checks.desk import explain, inspect
    from factpress.checks.today import today
    from factpress.renderers import RENDERERS

    if options.explain is not None:
        say(explain(options.explain or None))
        return CLEAN
    folder = Path(options.folder)
    found = inspect(folder, known_renderers=frozenset(RENDERERS), today=options.on or today())
    if options.sarif:
        from factpress.checks.sarif import sarif

        say_json(sarif(found), indent=1)
    elif options.json:
        print_json(findings=found)
    else:
        report_checked(found, folder, strict=options.strict, notes=options.notes, quiet=options.quiet)
    stopping = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return FINDINGS if any(d.severity in stopping for d in found) else CLEAN


def _evidence(options: argparse.Namespace) -> int:
    from factpress.checks.today import today
    from factpress.evidence import make_evidence
    from factpress.renderers import RENDERERS

    with Progress(sys.stderr, quiet=options.quiet or options.json) as progress:
        sheet = make_evidence(
            Path(options.folder),
            known_renderers=frozenset(RENDERERS),
            out=options.output,
            paper=options.paper,
            on=options.on or today(),
            say=progress.say,
        )
    if options.json:
        made = [{"file": str(sheet.path), "product": sheet.product.name, "claims": sheet.claims}]
        print_json(made=made, findings=sheet.warnings)
        return CLEAN
    report(sheet.warnings, Path(options.folder), options)
    if not options.quiet:
        say(f"{shown(sheet.path)}  {sheet.product.title}")
    return CLEAN


def _preflight(options: argparse.Namespace) -> int:
    from factpress.places import Places
    from factpress.press.preflight import preflight_file
    from factpress.printers import choose_printer

    printer = choose_printer(options.profile, Places.of(Path(options.folder)))
    checked = preflight_file(options.file, printer)
    if options.json:
        findings = [finding.listed for finding in checked.findings]
        say_json({"file": str(options.file), "printer": printer.name, "findings": findings, "tell": checked.telling})
        return FINDINGS if checked.errors else CLEAN
    report(checked.diagnostics(inches=printer.inches), Path(), options)
    if not options.quiet:
        say(f"What to tell the printer ({printer.title}):")
        for sentence in checked.telling:
            say(f"  {sentence}")
    return FINDINGS if checked.errors else CLEAN


def _audit(options: argparse.Namespace) -> int:
    from factpress.readback import audit_files

    done = audit_files(Path(options.folder), options.files)
    found = [diagnostic for one in done.audits for diagnostic in one.found]
    if options.json:
        print_json(
            audited=[one.summary() for one in done.audits], unread=[str(error) for error in done.unread], findings=found
        )
    else:
        report(found, Path(options.folder), options)
        if not options.quiet:
            for one in done.audits:
                say(f"{shown(one.path)}  {one.told()}")
        for error in done.unread:
            fail(str(error), error.hint, options)
    if done.unread:
        return FAILED
    return FINDINGS if any(one.severity is Severity.ERROR for one in found) else CLEAN


def _new(options: argparse.Namespace) -> int:
    from factpress.starter import start

    folder = Path(options.folder)
    written = start(folder)
    if options.json:
        print_json(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            say(shown(path))
        say(f"next: factpress build {options.folder}")
    return CLEAN


def _strip(options: argparse.Namespace) -> int:
    from factpress.output import put_all
    from factpress.pictures.cleaning import clean_file

    better = {path: clean for path in options.files if (clean := clean_file(path)) is not None}
    put_all(better)
    if options.json:
        print_json(made=[str(path) for path in better])
    elif not options.quiet:
        for path in options.files:
            say(f"{shown(path)}  {'stripped' if path in better else 'carries nothing but its picture'}")
    return CLEAN


def _schema(options: argparse.Namespace) -> int:
    from factpress.schemas import write_schemas

    written = write_schemas(Path(options.folder))
    if options.json:
        print_json(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            say(shown(path))
    return CLEAN


def _doctor(options: argparse.Namespace) -> int:
    from factpress import doctor

    findings = doctor.examine()
    if options.json:
        say_json({"found": doctor.listed(findings)}, indent=1)
    elif not options.quiet:
        say(doctor.report(findings))
    return doctor.status(findings)
