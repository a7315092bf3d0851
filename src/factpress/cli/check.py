"""`factpress check`: checks all files of a publication."""

from __future__ import annotations

import argparse
import sys

from factpress.cli import console
from factpress.core.diagnostics import Severity


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    console.add_folder_argument(parser)
    quick = "check the sources only, and do not lay out the products: a few seconds at most"
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")
    parser.add_argument("--notes", action="store_true", help="show notes too: information that needs no action")
    parser.add_argument(
        "--on", type=console.parse_day, metavar="DATE", help="check as of this day: 2026-11-22 (default: today)"
    )
    parser.add_argument("--no-cache", action="store_true", help="judge and lay out again what has not changed")
    parser.add_argument("--sarif", action="store_true", help="print findings as SARIF 2.1.0")
    parser.add_argument(
        "--explain", nargs="?", const="", metavar="CODE", help="explain a finding code, or list all codes"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.api import load

    if options.explain is not None:
        from factpress.checks.registry import explain

        console.print_line(explain(options.explain or None))
        return console.CLEAN
    publication = load(options.folder)
    with console.Progress(sys.stderr, quiet=options.quiet or options.json or options.sarif) as progress:
        found = publication.check(
            on=options.on, quick=options.quick, cache=not options.no_cache, progress=progress.show
        )
    if options.sarif:
        from factpress.checks.sarif import sarif

        console.print_json(sarif(found), indent=1)
    elif options.json:
        console.print_results(findings=found)
    else:
        console.print_check_report(found, publication.folder, options)
    failing = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return console.FINDINGS if any(d.severity in failing for d in found) else console.CLEAN
