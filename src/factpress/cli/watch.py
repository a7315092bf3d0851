"""`factpress watch`: prints the findings at every change of a file, and shows the pages and slides in the browser."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.cli import console

if TYPE_CHECKING:
    from factpress.session.session import Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    console.add_folder_argument(parser)
    parser.add_argument("--port", type=int, default=0, help="the port of 127.0.0.1 (default: any that is free)")
    parser.add_argument("--no-browser", action="store_true", help="print the address, and open no browser")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.desk.server import run as run_desk

    folder = Path(options.folder)
    options.notes = options.strict = False

    def report(session: Session) -> None:
        console.print_check_report(session.found, folder, options)

    def say(address: str) -> None:
        console.print_line(f"Pages and slides: {address}\nCtrl-C ends the watch.")

    run_desk(folder, say=say, report=report, port=options.port, browse=not options.no_browser, stay=True)
    return console.CLEAN
