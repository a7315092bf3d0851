"""`factpress printed`: records a print run."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("product", metavar="PRODUCT", help="the product that was printed, such as booklet-a5")
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the file that was printed (default: the one in build)"
    )
    parser.add_argument("--copies", required=True, metavar="NUMBER", help="the number of copies")
    parser.add_argument("--on", required=True, metavar="DATE", help="the day of the print run: 2026-11-22")
    parser.add_argument(
        "--for", default="", dest="purpose", metavar="WORDS", help="the purpose, such as an event or a town"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.audit.trace.report import format_printing, json_printing
    from factpress.edition import read_edition
    from factpress.workflows.print_run import PrintRecord, record
    from factpress.workflows.tasks import output_files

    edition = read_edition(Path())
    typed = PrintRecord(options.product, options.copies, options.on, options.purpose, options.file)
    files = {product.name: path for path, product in output_files(edition).items()}
    recorded = record(edition, typed, files, dt.datetime.now(dt.UTC).astimezone().date())
    printing = recorded.printing
    if options.json:
        console.print_results(recorded=json_printing(printing), findings=recorded.warnings)
        return console.CLEAN
    console.print_findings(recorded.warnings, Path(), options)
    if not options.quiet:
        claims = len({one.claim for one in printing.carried})
        words = format_printing(printing, edition.language)
        console.print_line(f"{console.short_path(recorded.path)}  {printing.id}: {words}")
        console.print_line(f"{printing.file} has {len(printing.carried)} statements from {claims} claims")
        console.print_line("next: when facts change, factpress changes lists what differs")
    return console.CLEAN
