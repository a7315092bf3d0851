"""`factpress strip`: removes the metadata of image files."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli.console import CLEAN, print_json, say, shown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a JPEG or PNG; its pixels stay as they are"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.core.image_files import strip_file
    from factpress.workflows.atomic_write import put_all

    better = {path: clean for path in options.files if (clean := strip_file(path)) is not None}
    put_all(better)
    if options.json:
        print_json(made=[str(path) for path in better])
    elif not options.quiet:
        for path in options.files:
            say(f"{shown(path)}  {'stripped' if path in better else 'carries nothing but its picture'}")
    return CLEAN
