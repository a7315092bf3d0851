"""`factpress new`: makes a small publication that builds at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli.console import CLEAN, print_json, say, shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("folder", metavar="FOLDER", help="a folder that is not there yet, or is empty")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.scaffold import start

    folder = Path(options.folder)
    written = start(folder)
    if options.json:
        print_json(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            say(shown(path))
        say(f"next: factpress build {options.folder}")
    return CLEAN
