"""`factpress strip`: removes the metadata of image files."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console
from factpress.core.diagnostics import ToolError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a JPEG or PNG file; its pixels are not changed"
    )


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status: FINDINGS if a file was refused; the others are stripped."""
    from factpress.workflows.strip_files import strip_file

    made: list[str] = []
    failed: list[dict[str, str | None]] = []
    for path in options.files:
        try:
            cleaned, result = strip_file(path)
        except ToolError as error:
            failed.append({"message": str(error), "hint": error.hint})
            if not options.json:
                console.print_failure(str(error), error.hint, options)
            continue
        if cleaned:
            made.append(str(path))
        if not (options.json or options.quiet):
            console.print_line(f"{console.short_path(path)}  {result}")
    if options.json:
        console.print_results(made=made, failed=failed)
    return console.FINDINGS if failed else console.CLEAN
