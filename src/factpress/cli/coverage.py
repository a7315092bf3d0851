"""`factpress coverage`: shows which supplied statements, themes and figures a publication has."""

from __future__ import annotations

import argparse

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    console.add_folder_argument(parser)
    about = "measure only this product, or products of this kind (default: all booklets and decks)"
    parser.add_argument("--product", action="append", default=[], metavar="NAME", help=about)


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.checks.coverage.report import coverage_values, format_coverage
    from factpress.workflows.api import load

    coverage = load(options.folder).coverage(tuple(options.product))
    if options.json:
        console.print_results(**coverage_values(coverage))
    elif not options.quiet or not coverage.is_complete:
        console.print_line(format_coverage(coverage))
    return console.CLEAN if coverage.is_complete else console.FINDINGS
