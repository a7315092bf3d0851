"""`factpress build`: makes the products of a publication."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factpress.cli.console import CLEAN, Progress, print_json, report, say, shown
from factpress.cli.options import takes_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    takes_folder(parser)
    kinds = "only this product, or this kind: booklet, deck, press, imposed, print"
    parser.add_argument("--product", action="append", default=[], metavar="NAME", help=kinds)
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the files (default: build)")
    parser.add_argument("--no-cache", action="store_true", help="draw every chart anew")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.api import load

    publication = load(options.folder)
    with Progress(sys.stderr, quiet=options.quiet or options.json) as progress:
        built = publication.build(options.product, options.output, cache=not options.no_cache, progress=progress.say)
    if options.json:
        files = [{"file": str(made.path), "product": made.product} for made in built.files]
        print_json(made=files, findings=built.findings)
        return CLEAN
    report(built.findings, publication.folder, options)
    if not options.quiet:
        for made in built.files:
            say(f"{shown(made.path)}  {made.title}")
    return CLEAN
