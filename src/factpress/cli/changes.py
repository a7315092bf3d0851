"""`factpress changes`: lists outdated printings and creates correction slips."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    console.add_folder_argument(parser)
    parser.add_argument("--since", metavar="DATE|RECORD", help="list only changes since that day or printing")
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="output folder of slips (default: build)")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.audit.trace.report import format_corrections, json_corrections
    from factpress.edition import read_edition
    from factpress.workflows.correction_slips import build_slips
    from factpress.workflows.print_run import changes

    edition = read_edition(Path(options.folder))
    found = changes(edition, options.since)
    slips = build_slips(edition, found, options.output)
    if slips.warnings and not options.json:
        console.print_findings(slips.warnings, Path(options.folder), options)
    if options.json:
        listed = json_corrections(found)
        with_slips = [{**one, "slip": str(slip)} for one, slip in zip(listed, slips.paths, strict=True)]
        console.print_json({"corrections": with_slips}, indent=1)
    elif found:
        paths = [console.short_path(slip) for slip in slips.paths]
        console.print_line(format_corrections(found, paths, edition.language))
    elif not options.quiet:
        console.print_line("no printing in use differs from the facts")
    return console.FINDINGS if found else console.CLEAN
