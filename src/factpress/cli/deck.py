"""`factpress deck`: merges a deck that was changed by hand, and writes the template of a deck."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from factpress.cli import console
from factpress.core.characters import visible_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the sub-commands and their arguments."""
    commands = parser.add_subparsers(title="sub-commands", required=True, metavar="SUBCOMMAND")
    about = "merge a deck that was changed by hand with the one that is built from the facts"
    merge = commands.add_parser("merge", help=about, description=about[0].upper() + about[1:])
    merge.add_argument("file", type=Path, metavar="FILE", help="the deck that was changed")
    product = "the product that it was built of (default: the one that the deck names)"
    merge.add_argument("--product", metavar="NAME", help=product)
    output = "where to write the merged deck (default: beside the deck, with -merged after its name)"
    merge.add_argument("-o", "--output", type=Path, metavar="FILE", help=output)
    merge.set_defaults(action=_merge)
    about = "write the template of a deck to the folder templates, for a designer to change in PowerPoint"
    template = commands.add_parser("template", help=about, description=about[0].upper() + about[1:])
    product = "the deck whose palette and shape it has (default: the first deck)"
    template.add_argument("--product", metavar="NAME", help=product)
    template.set_defaults(action=_template)
    for command in (merge, template):
        console.add_directory_option(command)
        for names, meaning in console.COMMON_OPTIONS:
            command.add_argument(*names, action="store_true", default=argparse.SUPPRESS, help=meaning)


def run(options: argparse.Namespace) -> int:
    """Runs the sub-command and returns its exit status."""
    return int(options.action(options))


def _merge(options: argparse.Namespace) -> int:
    from factpress.workflows.api import load

    publication = load()
    with console.Progress(sys.stderr, quiet=options.quiet or options.json) as progress:
        merged = publication.merge_deck(
            options.file, product=options.product, output=options.output, progress=progress.show
        )
    if options.json:
        slides = [asdict(slide) for slide in merged.slides]
        console.print_results(
            made=[{"file": str(merged.path), "product": merged.product}],
            slides=slides,
            findings=merged.findings,
            is_ordered=True,
        )
        return console.CLEAN
    console.print_findings(merged.findings, Path(), options, is_ordered=True)
    if not options.quiet:
        for slide in merged.slides:
            number = f"slide {slide.number}" if slide.number else "-"
            console.print_line(f"{number:<9} {slide.outcome:<22} {_short(visible_line(slide.title))}")
        console.print_line(f"{console.short_path(merged.path)}  merged with {merged.product}")
    return console.CLEAN


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"


_LONGEST = 72
"""Letters of a title in a line of the report. Some programs write all texts of a slide as its title."""


def _template(options: argparse.Namespace) -> int:
    from factpress.workflows.api import load

    written = load().deck_template(product=options.product)
    if options.json:
        made = [{"file": str(written.path), "product": written.product}]
        console.print_results(made=made, findings=written.findings)
        return console.CLEAN
    console.print_findings(written.findings, Path(), options)
    if not options.quiet:
        console.print_line(f"{console.short_path(written.path)}  template of {written.product}")
    return console.CLEAN
