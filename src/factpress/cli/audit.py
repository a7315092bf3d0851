"""`factpress audit`: traces every number of a file to its claim."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from factpress.cli.console import (
    CLEAN,
    FAILED,
    FINDINGS,
    print_failure,
    print_findings,
    print_line,
    print_results,
    short_path,
)


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
        print_results(audited=audited, unread=[one.message for one in done.unread], findings=done.findings)
    else:
        print_findings(done.findings, Path(), options)
        if not options.quiet:
            for one in done.files:
                print_line(f"{short_path(one.path)}  {one.summary}")
        for one in done.unread:
            print_failure(one.message, one.hint, options)
    if done.unread:
        return FAILED
    return CLEAN if done.clean else FINDINGS
