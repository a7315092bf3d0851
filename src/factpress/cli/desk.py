"""`factpress desk`: opens the publication in the browser, to edit its facts."""

from __future__ import annotations

import argparse
from pathlib import Path

from factpress.cli import console


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments of the command."""
    console.add_folder_argument(parser)
    parser.add_argument("--port", type=int, default=0, help="the port of 127.0.0.1 (default: any that is free)")
    parser.add_argument("--no-browser", action="store_true", help="print the address, and open no browser")
    parser.add_argument("--stay", action="store_true", help="go on when the last window has been closed")


def run(options: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    from factpress.desk.server import run as run_desk
    from factpress.output.pdf.weasyprint_import import weasyprint

    weasyprint()  # a missing library is said before the browser opens

    run_desk(
        Path(options.folder),
        say=lambda address: console.print_line(f"The desk is open at {address}\nCtrl-C ends it."),
        port=options.port,
        browse=not options.no_browser,
        stay=options.stay,
    )
    return console.CLEAN
