"""`factpress schema`: writes the JSON Schemas of the data files."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command: it has none."""


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.schemas import write_schemas

    written = write_schemas(Path())
    if options.json:
        console.print_results(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            console.print_line(console.short_path(path))
    return console.CLEAN
