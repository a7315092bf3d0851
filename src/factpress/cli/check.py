"""`factpress check`: checks all files of a publication."""

from __future__ import annotations

import argparse

from factpress.cli.console import (
    CLEAN,
    FINDINGS,
    add_folder_argument,
    parse_day,
    print_check_report,
    print_json,
    print_line,
    print_results,
)
from factpress.core.diagnostics import Severity


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    add_folder_argument(parser)
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")
    parser.add_argument("--notes", action="store_true", help="show notes too: information that needs no action")
    parser.add_argument(
        "--on", type=parse_day, metavar="DATE", help="check as of this day: 2026-11-22 (default: today)"
    )
    parser.add_argument("--sarif", action="store_true", help="print findings as SARIF 2.1.0")
    parser.add_argument(
        "--explain", nargs="?", const="", metavar="CODE", help="explain a finding code, or list all codes"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.api import load

    if options.explain is not None:
        from factpress.checks.registry import explain

        print_line(explain(options.explain or None))
        return CLEAN
    publication = load(options.folder)
    found = publication.check(on=options.on)
    if options.sarif:
        from factpress.checks.sarif import sarif

        print_json(sarif(found), indent=1)
    elif options.json:
        print_results(findings=found)
    else:
        print_check_report(found, publication.folder, strict=options.strict, notes=options.notes, quiet=options.quiet)
    failing = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return FINDINGS if any(d.severity in failing for d in found) else CLEAN
