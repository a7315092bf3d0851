"""Arguments that several commands share."""

from __future__ import annotations

import argparse
import datetime as dt


def takes_folder(parser: argparse.ArgumentParser) -> None:
    """Adds the publication's folder as an argument."""
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="the publication (default: here)")


def takes_directory(parser: argparse.ArgumentParser, *, default: object = argparse.SUPPRESS) -> None:
    """Adds `-C FOLDER`, which every command has, and refuses `--folder`, which some had before it."""
    where = "run as if started in FOLDER, as with make -C (default: here)"
    parser.add_argument("-C", dest="directory", default=default, metavar="FOLDER", help=where)
    parser.add_argument("--folder", action=_Renamed, default=argparse.SUPPRESS, help=argparse.SUPPRESS)


class _Renamed(argparse.Action):
    """Refuses an option that has another name now."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        parser.error("--folder is now -C: write -C FOLDER")


def day(written: str) -> dt.date:
    """A day as it is typed. Raises ArgumentTypeError where it is none."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{written}" is no day; write year-month-day: 2026-11-22') from None
