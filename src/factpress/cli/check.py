"""`factpress check`: reads everything and reports what is wrong."""

from __future__ import annotations

import argparse

from factpress.cli.console import CLEAN, FINDINGS, print_json, report_checked, say, say_json
from factpress.cli.options import day, takes_folder
from factpress.core.diagnostics import Severity


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    takes_folder(parser)
    parser.add_argument("--strict", action="store_true", help="let warnings fail as well")
    parser.add_argument("--notes", action="store_true", help="show what need not be acted upon")
    parser.add_argument("--on", type=day, metavar="DATE", help="the day to check for: 2026-11-22 (default: today)")
    parser.add_argument("--sarif", action="store_true", help="print findings as SARIF 2.1.0")
    parser.add_argument("--explain", nargs="?", const="", metavar="CODE", help="say what a code means, or all codes")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.api import load

    if options.explain is not None:
        from factpress.checks.registry import explain

        say(explain(options.explain or None))
        return CLEAN
    publication = load(options.folder)
    found = publication.check(on=options.on)
    if options.sarif:
        from factpress.checks.sarif import sarif

        say_json(sarif(found), indent=1)
    elif options.json:
        print_json(findings=found)
    else:
        report_checked(found, publication.folder, strict=options.strict, notes=options.notes, quiet=options.quiet)
    stopping = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return FINDINGS if any(d.severity in stopping for d in found) else CLEAN
