"""`factpress evidence`: builds the sheet on which a board reviews and signs all claims."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    console.add_folder_argument(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="output folder (default: build)")
    parser.add_argument("--paper", choices=("a4", "letter"), help="paper size (default: that of the publication)")
    parser.add_argument(
        "--on", type=console.parse_day, metavar="DATE", help="mark reviews that are due on this day (default: today)"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.core.opening import today
    from factpress.workflows.evidence import make_evidence

    with console.Progress(sys.stderr, quiet=options.quiet or options.json) as progress:
        sheet = make_evidence(
            Path(options.folder),
            out=options.output,
            paper=options.paper,
            on=options.on or today(),
            report_progress=progress.show,
        )
    if options.json:
        made = [{"file": str(sheet.path), "product": sheet.product.name, "claims": sheet.claims}]
        console.print_results(made=made, findings=sheet.warnings)
        return console.CLEAN
    console.print_findings(sheet.warnings, Path(options.folder), options)
    if not options.quiet:
        console.print_line(f"{console.short_path(sheet.path)}  {sheet.product.title}")
    return console.CLEAN
