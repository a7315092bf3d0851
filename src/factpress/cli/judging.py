"""Commands that judge: `check` what is written, `audit` what was made, `preflight` what is to be printed."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli.console import (
    CLEAN,
    FAILED,
    FINDINGS,
    fail,
    print_json,
    report,
    report_checked,
    say,
    say_json,
    shown,
)
from factpress.cli.options import Adder, day, names_folder, takes_folder
from factpress.core.diagnostics import Severity, ToolError


def add_commands(command: Adder) -> None:
    """Adds the commands to the command line."""
    check = command("check", _check, "read everything and report what is wrong; make nothing")
    takes_folder(check)
    check.add_argument("--strict", action="store_true", help="let warnings fail as well")
    check.add_argument("--notes", action="store_true", help="show what need not be acted upon")
    check.add_argument("--on", type=day, metavar="DATE", help="the day to check for: 2026-11-22 (default: today)")
    check.add_argument("--sarif", action="store_true", help="print findings as SARIF 2.1.0")
    check.add_argument("--explain", nargs="?", const="", metavar="CODE", help="say what a code means, or all codes")

    audit = command("audit", _audit, "trace every number of a file to its claim")
    audit.add_argument("files", nargs="*", type=Path, metavar="FILE", help="PDF or PowerPoint (default: what was made)")
    names_folder(audit)

    preflight = command("preflight", _preflight, "judge a PDF before it is printed, ours or anybody's")
    preflight.add_argument("file", type=Path, metavar="FILE", help="the PDF")
    preflight.add_argument(
        "--profile", default="print-shop-mm", metavar="PRINTER", help="whose printer it is for (default: %(default)s)"
    )
    names_folder(preflight)


def _check(options: argparse.Namespace) -> int:
    from factpress.checks.context import today
    from factpress.checks.runner import explain, inspect
    from factpress.workflows.renderers import RENDERERS

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


def _audit(options: argparse.Namespace) -> int:
    from factpress.workflows.audit_files import audit_files

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


def _preflight(options: argparse.Namespace) -> int:
    from factpress.core.paths import Places, is_folder
    from factpress.output.prepress.preflight import preflight_file
    from factpress.publication.printers import choose_printer

    folder = Path(options.folder)
    if not is_folder(folder):
        raise ToolError(f"there is no folder {shown(folder)}", "name the folder of the publication, or leave it out")
    printer = choose_printer(options.profile, Places.of(folder))
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
