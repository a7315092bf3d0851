"""`factpress trace`: shows where a claim is used, or which claims state a number."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli.console import CLEAN, FINDINGS, say, say_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("asked", metavar="CLAIM|NUMBER", help="a claim, claim/value, or a number: 17,000")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.audit.trace.report import format_answer, json_answer
    from factpress.audit.trace.search import search
    from factpress.edition import read_edition
    from factpress.workflows.plan import targets

    edition = read_edition(Path())
    answer = search(edition, options.asked, targets(edition))
    if options.json:
        say_json(json_answer(answer, edition.book), indent=1)
    elif not options.quiet or answer.found:
        say(format_answer(answer, edition.book, edition.language))
    return CLEAN if answer.found else FINDINGS
