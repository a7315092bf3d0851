"""`factpress printed`: records what was printed or handed out."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from factpress.cli.console import CLEAN, print_json, report, say, shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("product", metavar="PRODUCT", help="the product that was printed: booklet-a5")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="its file (default: the one in build)")
    parser.add_argument("--copies", required=True, metavar="NUMBER", help="how many copies")
    parser.add_argument("--on", required=True, metavar="DATE", help="the day: 2026-11-22")
    parser.add_argument("--for", default="", dest="purpose", metavar="WORDS", help="what for: an event, a town")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.audit.trace.report import format_printing, json_printing
    from factpress.edition import read_edition
    from factpress.workflows.plan import targets
    from factpress.workflows.print_run import Order, record

    edition = read_edition(Path())
    order = Order(options.product, options.copies, options.on, options.purpose, options.file)
    files = {product.name: path for path, product in targets(edition).items()}
    recorded = record(edition, order, files, dt.datetime.now(dt.UTC).astimezone().date())
    printing = recorded.printing
    if options.json:
        print_json(recorded=json_printing(printing), findings=recorded.warnings)
        return CLEAN
    report(recorded.warnings, Path(), options)
    if not options.quiet:
        claims = len({one.claim for one in printing.carried})
        say(f"{shown(recorded.path)}  {printing.id}: {format_printing(printing, edition.language)}")
        say(f"{printing.file} makes {len(printing.carried)} statements of {claims} claims")
        say("next: when facts change, factpress changes says what of it has gone wrong")
    return CLEAN
