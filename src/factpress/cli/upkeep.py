"""Commands that keep things in order: `strip`, `schema`, `doctor`."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli.console import CLEAN, FAILED, print_json, say, say_json, shown
from factpress.cli.options import Adder, takes_folder


def add_commands(command: Adder) -> None:
    """Adds the commands to the command line."""
    strip = command("strip", _strip, "take out of pictures what cameras and programs wrote into them")
    strip.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a JPEG or PNG; its pixels stay as they are")

    schema = command("schema", _schema, "write the JSON Schemas that editors check data files by")
    takes_folder(schema)

    command("doctor", _doctor, "say what is there and what is missing")


def _strip(options: argparse.Namespace) -> int:
    from factpress.core.images.strip import strip_file
    from factpress.workflows.atomic_write import put_all

    better = {path: clean for path in options.files if (clean := strip_file(path)) is not None}
    put_all(better)
    if options.json:
        print_json(made=[str(path) for path in better])
    elif not options.quiet:
        for path in options.files:
            say(f"{shown(path)}  {'stripped' if path in better else 'carries nothing but its picture'}")
    return CLEAN


def _schema(options: argparse.Namespace) -> int:
    from factpress.workflows.schemas import write_schemas

    written = write_schemas(Path(options.folder))
    if options.json:
        print_json(made=[str(path) for path in written])
    elif not options.quiet:
        for path in written:
            say(shown(path))
    return CLEAN


def _doctor(options: argparse.Namespace) -> int:
    from factpress.cli import doctor

    findings = doctor.examine()
    if options.json:
        say_json({"found": doctor.listed(findings)}, indent=1)
    elif not options.quiet:
        say(doctor.report(findings))
    return CLEAN if doctor.ready(findings) else FAILED
