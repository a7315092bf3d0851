"""Commands that make files: `build`, `evidence`, `new`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from factpress.cli.console import CLEAN, Progress, print_json, report, say, shown
from factpress.cli.options import Adder, day, takes_folder


def add_commands(command: Adder) -> None:
    """Adds the commands to the command line."""
    build = command("build", _build, "make the booklets and slides of a publication")
    takes_folder(build)
    kinds = "only this product, or this kind: booklet, deck, press, imposed, print"
    build.add_argument("--product", action="append", default=[], metavar="NAME", help=kinds)
    build.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the files (default: build)")
    build.add_argument("--no-cache", action="store_true", help="draw every chart anew")

    evidence = command("evidence", _evidence, "make the sheet on which a board signs every claim")
    takes_folder(evidence)
    evidence.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to put the file (default: build)")
    evidence.add_argument("--paper", choices=("a4", "letter"), help="other paper than publication.yaml names")
    evidence.add_argument("--on", type=day, metavar="DATE", help="the day to look up dues for (default: today)")

    new = command("new", _new, "make a small publication that builds at once")
    new.add_argument("folder", metavar="FOLDER", help="a folder that is not there yet, or is empty")


def _build(options: argparse.Namespace) -> int:
    from factpress.workflows.build import build

    progress = Progress(sys.stderr, quiet=options.quiet or options.json)
    with progress:
        made, warnings = build(
            Path(options.folder), tuple(options.product), options.output, cached=not options.no_cache, say=progress.say
        )
    if options.json:
        files = [{"file": str(m.path), "product": m.product.name} for m in made]
        print_json(made=files, findings=warnings)
        return CLEAN
    report(warnings, Path(options.folder), options)
    if not options.quiet:
        for m in made:
            say(f"{shown(m.path)}  {m.title}")
    return CLEAN


def _evidence(options: argparse.Namespace) -> int:
    from factpress.checks.context import today
    from factpress.workflows.evidence import make_evidence
    from factpress.workflows.renderers import RENDERERS

    with Progress(sys.stderr, quiet=options.quiet or options.json) as progress:
        sheet = make_evidence(
            Path(options.folder),
            known_renderers=frozenset(RENDERERS),
            out=options.output,
            paper=options.paper,
            on=options.on or today(),
            say=progress.say,
        )
    if options.json:
        made = [{"file": str(sheet.path), "product": sheet.product.name, "claims": sheet.claims}]
        print_json(made=made, findings=sheet.warnings)
        return CLEAN
    report(sheet.warnings, Path(options.folder), options)
    if not options.quiet:
        say(f"{shown(sheet.path)}  {sheet.product.title}")
    return CLEAN


def _new(options: argparse.Namespace) -> int:
    from factpress.workflows.scaffold import start

    folder = Path(options.folder)
    written = start(folder)
    if options.json:
        print_json(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            say(shown(path))
        say(f"next: factpress build {options.folder}")
    return CLEAN
