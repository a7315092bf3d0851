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
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from factpress import __version__
from factpress.cli import asking, judging, making, upkeep
from factpress.cli.console import FAILED, FINDINGS, UnsaidError, accept_all_characters, discard, fail, report
from factpress.core.diagnostics import Findings, ToolError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    accept_all_characters()
    try:
        try:
            status = _run(_parser().parse_args(arguments))
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
    root = Path(getattr(options, "folder", "."))
    try:
        return int(options.run(options))
    except Findings as findings:
        report(findings.found, root, options)
        return FINDINGS
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="factpress", description="One fact source, two presses: booklets and slides from the same claims."
    )
    parser.add_argument("--version", action="version", version=f"factpress {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    for module in (making, judging, asking, upkeep):
        module.add_commands(partial(_command, commands))
    return parser


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], summary: str
) -> argparse.ArgumentParser:
    described = summary[0].upper() + summary[1:]
    parser: argparse.ArgumentParser = commands.add_parser(name, help=summary, description=described)
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but what is wrong")
    parser.add_argument("--json", action="store_true", help="print results and findings as JSON")
    parser.set_defaults(run=run, command=name)
    return parser
