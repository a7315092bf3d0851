"""WeasyPrint, imported when it is needed, and its log as diagnostics.

The import takes half a second. WeasyPrint has no type stubs: its values are `Any`.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import logging
import re
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from factpress.core.diagnostics import Problems, ToolError

_PANGO = (
    "install Pango and HarfBuzz: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`,"
    " or `brew install pango`"
)


def weasyprint() -> Any:
    """The WeasyPrint package. ToolError where it, or Pango under it, is missing."""
    try:
        return _imported()
    except ImportError:
        raise ToolError("WeasyPrint is not installed", "run `make` to set up what the tool needs") from None
    except OSError as missing:
        raise ToolError(f"WeasyPrint cannot load a library that it sets type with: {missing}", _PANGO) from None


def _imported() -> Any:
    """WeasyPrint, with the libraries under it looked for by their own names first.

    cffi asks ctypes for each name that is none on this system, and ctypes asks `ldconfig`, the compiler and the
    linker in turn: two hundred programs, a third of a second. The names that the loader knows are among those that
    WeasyPrint tries; where they are not enough (a library in an unusual place), it searches as it always does.
    """
    if "weasyprint" in sys.modules:
        import weasyprint as library

        return library
    try:
        with _unsearched(), contextlib.redirect_stdout(io.StringIO()):  # it prints what it does not find
            import weasyprint as library
    except OSError:
        import weasyprint as library
    return library


@contextmanager
def _unsearched() -> Generator[None]:
    """No library is searched for by name meanwhile."""
    kept = ctypes.util.find_library
    ctypes.util.find_library = _found_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = kept


def _found_nowhere(name: str) -> str | None:  # noqa: ARG001
    return None


def part(name: str) -> Any:
    """A module inside WeasyPrint: `part("pdf.tags")`."""
    weasyprint()
    return importlib.import_module(f"weasyprint.{name}")


_NOTDEF = re.compile(r"\.notdef glyph")
_SUBSET = re.compile(r"HarfBuzz-Subset", re.IGNORECASE)
_REFUSED = "refused: "


class _Listener(logging.Handler):
    def __init__(self, problems: Problems) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems
        self.said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        # The fetcher and the survey speak for these two, with the name and the place.
        if message in self.said or _REFUSED in message or _NOTDEF.search(message):
            return
        self.said.add(message)
        if _SUBSET.search(message):
            raise ToolError(
                "HarfBuzz cannot subset fonts here, so the file would differ from machine to machine",
                "install it: `apt install libharfbuzz-subset0`, or `brew install harfbuzz`",
            )
        self.problems.unplaced("typesetting", message, "a template, a style sheet or a picture is at fault")


@contextmanager
def listening(problems: Problems) -> Generator[None, None, None]:
    """Every warning and error that WeasyPrint logs becomes a problem; nothing reaches the terminal."""
    log = logging.getLogger("weasyprint")
    handler, spread = _Listener(problems), log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = spread
