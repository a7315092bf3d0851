"""`factpress audit`: traces every number of a file to its claim."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli.console import CLEAN, FAILED, FINDINGS, fail, print_json, report, say, shown
from factpress.core.diagnostics import Severity


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="PDF or PowerPoint (default: what was made)"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.audit_files import audit_files

    done = audit_files(Path(), options.files)
    found = [diagnostic for one in done.audits for diagnostic in one.found]
    if options.json:
        print_json(
            audited=[one.summary() for one in done.audits], unread=[str(error) for error in done.unread], findings=found
        )
    else:
        report(found, Path(), options)
        if not options.quiet:
            for one in done.audits:
                say(f"{shown(one.path)}  {one.told()}")
        for error in done.unread:
            fail(str(error), error.hint, options)
    if done.unread:
        return FAILED
    return FINDINGS if any(one.severity is Severity.ERROR for one in found) else CLEAN
