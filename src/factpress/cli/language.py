"""`factpress language`: writes a file in which the words of a language are translated."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    parser.add_argument("tag", metavar="LANGUAGE", help="the code of a language: fr, km, pt-BR")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.workflows.language_file import language_file

    made = language_file(Path(), options.tag)
    if options.json:
        console.print_results(made=[made.path.as_posix()] if made.written else [], missing=made.lines)
    elif made.written:
        console.print_line(made.path.as_posix())
        if not options.quiet:
            console.print_line(f"next: translate it, and write language: {options.tag} in data/publication.yaml")
    elif made.lines:
        console.print_line(f"# {made.path.as_posix()} lacks these; add them to the group of the same name")
        console.print_line(made.lines.rstrip())
    else:
        console.print_line(f"{made.path.as_posix()} has all words that the products need")
    return console.CLEAN
