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
    about = "list the numbers that look like references, such as telephone numbers and dates, and were not traced"
    parser.add_argument("--all", action="store_true", help=about)


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.api import load

    done = load().audit(options.files)
    if options.json:
        audited = [
            {
                "file": str(one.path),
                "numbers": one.numbers,
                "summary": one.summary,
                "traced": [asdict(number) for number in one.traced],
                "references": [asdict(number) for number in one.references],
                "not_read": list(one.not_read),
            }
            for one in done.files
        ]
        console.print_results(
            audited=audited, unread=[one.message for one in done.unread], findings=done.findings, is_ordered=True
        )
    else:
        console.print_findings(done.findings, Path(), options, is_ordered=True)
        for one in done.files:
            for number in one.references if options.all else ():
                console.print_line(
                    f"{console.short_path(one.path)}: {number.place}: {number.number} ({number.reference})"
                )
            if not options.quiet:
                hint = " (--all lists them)" if one.references and not options.all else ""
                console.print_line(f"{console.short_path(one.path)}  {one.summary}{hint}")
        for one in done.unread:
            console.print_failure(one.message, one.hint, options)
    if done.unread:
        return console.FAILED
    return console.CLEAN if done.clean else console.FINDINGS
