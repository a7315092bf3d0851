"""`factpress changes`: lists outdated printings and creates correction slips."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli.console import CLEAN, FINDINGS, say, say_json, shown
from factpress.cli.options import takes_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    takes_folder(parser)
    parser.add_argument("--since", metavar="DATE|RECORD", help="only what has changed since that day or printing")
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the slips (default: build)")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.audit.trace.report import format_corrections, json_corrections
    from factpress.edition import read_edition
    from factpress.workflows.print_run import changes, set_slips

    edition = read_edition(Path(options.folder))
    found = changes(edition, options.since)
    slips = set_slips(edition, found, options.output)
    if options.json:
        listed = json_corrections(found)
        say_json(
            {"corrections": [{**one, "slip": str(slip)} for one, slip in zip(listed, slips, strict=True)]}, indent=1
        )
    elif found:
        say(format_corrections(found, [shown(slip) for slip in slips], edition.language))
    elif not options.quiet:
        say("nothing that was printed has gone wrong")
    return FINDINGS if found else CLEAN
