"""What several commands take: a publication, a day."""

from __future__ import annotations

import argparse
import datetime as dt


def takes_folder(parser: argparse.ArgumentParser) -> None:
    """The command is about a publication; nothing else is named."""
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="the publication (default: here)")


def names_folder(parser: argparse.ArgumentParser) -> None:
    """The command is about something else that is named; the publication is an option."""
    parser.add_argument("--folder", default=".", metavar="FOLDER", help="the publication (default: here)")


def day(written: str) -> dt.date:
    """A day as it is typed. Raises ArgumentTypeError where it is none."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{written}" is no day; write year-month-day: 2026-11-22') from None
