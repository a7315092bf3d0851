"""The command line: what was made goes to stdout, messages to stderr, progress to a terminal only.

Exit status: 0 clean, 1 the publication has findings, 2 the tool, its configuration or its surroundings failed.
No traceback reaches a user; FACTPRESS_TRACEBACK=1 shows it to a developer.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import traceback
from collections.abc import Generator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from factpress import __version__
from factpress.cli.console import FAILED, FINDINGS, UnsaidError, accept_all_characters, discard, fail, report
from factpress.cli.options import takes_directory
from factpress.core.diagnostics import Findings, ToolError
from factpress.core.paths import is_folder

COMMANDS: Mapping[str, str] = {
    "build": "make the booklets and slides of a publication",
    "check": "read everything and report what is wrong; make nothing",
    "audit": "trace every number of a file to its claim",
    "preflight": "judge a PDF before it is printed, ours or anybody's",
    "trace": "say where a claim stands, or which claims say a number",
    "printed": "record what was printed or handed out",
    "changes": "say what printed stock no longer agrees with the facts, and set slips",
    "evidence": "make the sheet on which a board signs every claim",
    "new": "make a small publication that builds at once",
    "schema": "write the JSON Schemas that editors check data files by",
    "strip": "take out of pictures what cameras and programs wrote into them",
    "doctor": "say what is there and what is missing",
}
"""The commands, each a module of this package with `add_arguments` and `run`, and what they do in a line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    accept_all_characters()
    try:
        try:
            status = _run(_parser(arguments).parse_args(arguments))
        finally:
            if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - None where it was closed
                sys.stdout.flush()  # while a failure can still be told
    except BrokenPipeError:
        discard(sys.stdout)
        return FAILED
    except OSError as error:
        discard(sys.stdout)
        with contextlib.suppress(OSError):
            print(f"factpress: cannot write what there is to say: {error.strerror}", file=sys.stderr)
            sys.stderr.flush()
            return FAILED
        discard(sys.stderr)
        return FAILED
    return status


def _run(options: argparse.Namespace) -> int:
    try:
        with _in_directory(options.directory):
            return _run_here(options)
    except ToolError as error:
        fail(str(error), error.hint, options)
    except KeyboardInterrupt:
        fail("stopped", None, options)
    except UnsaidError as unsaid:
        raise unsaid.reason from None
    except Exception as error:  # noqa: BLE001 - the last line of defence: a user gets a sentence, a developer the traceback
        if os.environ.get("FACTPRESS_TRACEBACK"):
            traceback.print_exc()
        hint = "this is a fault of factpress, not yours; FACTPRESS_TRACEBACK=1 shows where"
        fail(f"{type(error).__name__}: {error}", hint, options)
    return FAILED


@contextlib.contextmanager
def _in_directory(name: str | None) -> Generator[None]:
    """Changes the working directory meanwhile. Raises ToolError where it cannot be entered."""
    if name is None:
        yield
        return
    if not is_folder(Path(name)):
        raise ToolError(f"there is no folder {name}", "name a folder that is there: -C FOLDER")
    if not os.access(name, os.X_OK):
        raise ToolError(f"the folder {name} may not be entered", "name another: -C FOLDER")
    with contextlib.chdir(name):
        yield


def _run_here(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except Findings as findings:
        report(findings.found, Path(getattr(options, "folder", ".")), options)
        return FINDINGS


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for these arguments. Only the module of the command that is among them is imported."""
    parser = argparse.ArgumentParser(
        prog="factpress", description="One fact source, two presses: booklets and slides from the same claims."
    )
    parser.add_argument("--version", action="version", version=f"factpress {__version__}")
    takes_directory(parser, default=None)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:])
        if name in arguments:
            module = import_module(f"factpress.cli.{name}")
            takes_directory(command)
            module.add_arguments(command)
            command.add_argument("-q", "--quiet", action="store_true", help="say nothing but what is wrong")
            command.add_argument("--json", action="store_true", help="print results and findings as JSON")
            command.set_defaults(run=module.run, command=name)
    return parser
