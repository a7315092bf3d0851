"""`factpress audit`: traces every number of a file to its claim."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="PDF or PowerPoint file (default: the built files)"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.api import load

    done = load().audit(options.files)
    if options.json:
        audited = [
            {"file": str(one.path), "numbers": one.numbers, "traced": [asdict(number) for number in one.traced]}
            for one in done.files
        ]
        console.print_results(audited=audited, unread=[one.message for one in done.unread], findings=done.findings)
    else:
        console.print_findings(done.findings, Path(), options)
        if not options.quiet:
            for one in done.files:
                console.print_line(f"{console.short_path(one.path)}  {one.summary}")
        for one in done.unread:
            console.print_failure(one.message, one.hint, options)
    if done.unread:
        return console.FAILED
    return console.CLEAN if done.clean else console.FINDINGS
