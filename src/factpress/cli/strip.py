"""`factpress strip`: removes the metadata of image files."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a JPEG or PNG file; its pixels are not changed"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.core.image_files import strip_file
    from factpress.workflows.atomic_write import write_all

    cleaned = {path: clean for path in options.files if (clean := strip_file(path)) is not None}
    write_all(cleaned)
    if options.json:
        console.print_results(made=[str(path) for path in cleaned])
    elif not options.quiet:
        for path in options.files:
            result = "metadata removed" if path in cleaned else "has no metadata"
            console.print_line(f"{console.short_path(path)}  {result}")
    return console.CLEAN
