"""`factpress trace`: shows where a claim is used, or which claims state a number."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "asked", metavar="CLAIM|NUMBER", help="a claim, a value (claim/key), or a number such as 17,000"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.audit.trace.report import format_answer, json_answer
    from factpress.audit.trace.search import search
    from factpress.edition import read_edition
    from factpress.workflows.tasks import output_files

    edition = read_edition(Path())
    answer = search(edition, options.asked, output_files(edition))
    if options.json:
        console.print_json(json_answer(answer, edition.book), indent=1)
    elif not options.quiet or answer.found:
        console.print_line(format_answer(answer, edition.book, edition.language))
    return console.CLEAN if answer.found else console.FINDINGS
