"""`factpress evidence`: makes the sheet on which a board signs every claim."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factpress.cli.console import CLEAN, Progress, print_json, report, say, shown
from factpress.cli.options import day, takes_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    takes_folder(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the file (default: build)")
    parser.add_argument("--paper", choices=("a4", "letter"), help="other paper than publication.yaml names")
    parser.add_argument("--on", type=day, metavar="DATE", help="the day to look up dues for (default: today)")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.checks.context import today
    from factpress.workflows.evidence import make_evidence

    with Progress(sys.stderr, quiet=options.quiet or options.json) as progress:
        sheet = make_evidence(
            Path(options.folder),
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
