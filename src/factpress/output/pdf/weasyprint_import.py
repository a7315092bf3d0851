"""WeasyPrint, brought in late and once: importing it takes half a second that only printing needs to spend.

WeasyPrint has no type stubs; its values are `Any` in this room and nothing of it leaves.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from factpress.core.diagnostics import ToolError

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
