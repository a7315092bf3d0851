"""`factpress strip`: removes the metadata of image files."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli.console import CLEAN, print_line, print_results, short_path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a JPEG or PNG file; its pixels are not changed"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.core.image_files import strip_file
    from factpress.workflows.atomic_write import write_all

    better = {path: clean for path in options.files if (clean := strip_file(path)) is not None}
    write_all(better)
    if options.json:
        print_results(made=[str(path) for path in better])
    elif not options.quiet:
        for path in options.files:
            print_line(f"{short_path(path)}  {'metadata removed' if path in better else 'has no metadata'}")
    return CLEAN
