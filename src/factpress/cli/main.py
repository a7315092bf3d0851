"""The command line: results are written to stdout, messages to stderr, progress to a terminal only.

Exit status: 0 clean, 1 the publication has findings, 2 the tool, its configuration or its environment failed;
130 stopped with Ctrl-C.
Tracebacks are hidden from users; FACTPRESS_TRACEBACK=1 shows them to developers.
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
from factpress.cli import console
from factpress.core import interrupts
from factpress.core.diagnostics import Findings, ToolError
from factpress.core.paths import is_folder

COMMANDS: Mapping[str, str] = {
    "build": "build the booklets, slides and prints of a publication",
    "check": "check all files of a publication, and whether its products can be built",
    "desk": "open the publication in the browser, to edit its facts and see pages and slides change",
    "watch": "print the findings at every change of a file, and show the pages and slides in the browser",
    "audit": "trace every number of a PDF or PowerPoint file to its claim",
    "coverage": "show where supplied statements are, the share of each theme, and the figures of the talk",
    "preflight": "check whether any PDF can be printed, and any PowerPoint file shown and read in a room",
    "deck": "merge a deck that was changed by hand with the new facts, or write a template for a designer",
    "trace": "show where a claim is used, or which claims state a number",
    "printed": "record a print run",
    "changes": "list printings that differ from the facts, and build correction slips",
    "evidence": "build the sheet on which a board reviews and signs all claims",
    "new": "create a small publication that can be built",
    "language": "write a file in which the words of another language are translated",
    "schema": "write the JSON schemas with which a text editor checks data files",
    "strip": "remove the metadata of picture files",
    "doctor": "list what is installed and what is missing",
}
"""The commands and their summaries. Each is a module of this package with `add_arguments` and `run`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    console.accept_all_characters()
    try:
        try:
            status = _run(_parser(arguments).parse_args(arguments))
        finally:
            if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - None where it was closed
                sys.stdout.flush()  # so that a failure is reported here
    except OSError as error:
        console.discard(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            try:
                print(f"factpress: cannot write to standard output: {error.strerror}", file=sys.stderr, flush=True)
            except OSError:
                console.discard(sys.stderr)
        return console.FAILED
    return status


def _run(options: argparse.Namespace) -> int:
    if options.json:
        interrupts.report_as_json()
    try:
        with _in_directory(options.directory):
            try:
                return int(options.run(options))
            except Findings as findings:
                console.print_findings(findings.found, Path(getattr(options, "folder", ".")), options)
                return console.FINDINGS
    except ToolError as error:
        console.print_failure(str(error), error.hint, options)
    except KeyboardInterrupt:  # only where this function is called by another program: see core.interrupts
        console.print_failure("stopped", None, options)
        return console.STOPPED
    except console.OutputError as failed:
        raise failed.reason from None
    except Exception as error:  # noqa: BLE001 - users get a message instead of a traceback
        if os.environ.get("FACTPRESS_TRACEBACK"):
            console.print_message(traceback.format_exc())
        hint = "this is a bug in factpress; FACTPRESS_TRACEBACK=1 shows the traceback"
        console.print_failure(f"{type(error).__name__}: {error}", hint, options)
    return console.FAILED


@contextlib.contextmanager
def _in_directory(name: str | None) -> Generator[None]:
    """Changes the working directory during the block. Raises ToolError if that fails."""
    if name is None:
        yield
        return
    if not is_folder(Path(name)):
        raise ToolError(f"there is no folder {name}", "choose a folder that exists: -C FOLDER")
    if not os.access(name, os.X_OK):
        raise ToolError(f"no permission to enter the folder {name}", "choose another: -C FOLDER")
    with contextlib.chdir(name):
        yield


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for these arguments. Only the module of the command in `arguments` is imported, to start fast."""
    about = "Builds booklets, slides and prints from one source of facts, and checks every number in them."
    parser = console.Parser(prog="factpress", description=about)
    parser.add_argument("--version", action="version", version=f"factpress {__version__}")
    console.add_directory_option(parser, default=None)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:])
        if name in arguments:
            module = import_module(f"factpress.cli.{name}")
            console.add_directory_option(command)
            module.add_arguments(command)
            for names, meaning in console.COMMON_OPTIONS:
                command.add_argument(*names, action="store_true", help=meaning)
            command.set_defaults(run=module.run, command=name)
    return parser
