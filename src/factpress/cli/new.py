"""`factpress new`: creates a small publication that can be built."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("folder", metavar="FOLDER", help="a new or empty folder")
    parser.add_argument(
        "--with",
        dest="parts",
        action="append",
        default=[],
        metavar="PART,…",
        help="more examples: flyer, card, poster, photo, brand, logo; several with commas",
    )
    parser.add_argument("--language", metavar="CODE", help="the language of the publication: fr, km, pt-BR")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.desk_starter import desk_starter
    from factpress.workflows.scaffold import create_publication, parts_named

    folder = Path(options.folder)
    written = create_publication(folder, parts_named(options.parts), options.language)
    if options.json:
        console.print_results(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            console.print_line(console.short_path(path))
        console.print_line(f"next: factpress build {options.folder}")
        console.print_line(f'or, in the browser: double-click "{desk_starter()[0]}" in that folder')
    return console.CLEAN
