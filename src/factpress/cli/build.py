"""`factpress build`: builds the products of a publication."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    console.add_folder_argument(parser)
    kinds = "build only this product or kind: booklet, deck, press, imposed, print, …; may be repeated"
    parser.add_argument("--product", action="append", default=[], metavar="NAME", help=kinds)
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="output folder (default: build)")
    parser.add_argument(
        "--take-new", action="store_true", help="replace changed files, and keep them under other names"
    )
    parser.add_argument("--no-cache", action="store_true", help="do not use cached charts")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.api import load

    publication = load(options.folder)
    with console.Progress(sys.stderr, quiet=options.quiet or options.json) as progress:
        built = publication.build(
            options.product,
            options.output,
            cache=not options.no_cache,
            take_new=options.take_new,
            progress=progress.show,
        )
    if options.json:
        files = [{"file": str(file.path), "product": file.product} for file in built.files]
        console.print_results(made=files, findings=built.findings, is_ordered=True)
        return console.CLEAN
    console.print_findings(built.findings, publication.folder, options, is_ordered=True)
    if not options.quiet:
        for file in built.files:
            console.print_line(f"{console.short_path(file.path)}  {file.title}")
    return console.CLEAN
