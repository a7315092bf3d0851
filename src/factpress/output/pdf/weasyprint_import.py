"""WeasyPrint, imported when it is needed, and its log as diagnostics.

The import takes half a second. WeasyPrint has no type stubs: its values are `Any`.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import logging
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from factpress.core.diagnostics import InstallationError, Location, Problems, and_more

_PANGO = (
    "install Pango and HarfBuzz: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`,"
    " or `brew install pango`"
)


def weasyprint() -> Any:
    """The WeasyPrint package. Raises ToolError if it, or a library that it needs, is missing."""
    try:
        return _imported()
    except ImportError:
        raise InstallationError("WeasyPrint is not installed", "run `make` to install what the tool needs") from None
    except OSError as missing:
        raise InstallationError(f"WeasyPrint cannot load a library that it needs: {missing}", _PANGO) from None


def _imported() -> Any:
    """WeasyPrint; its libraries are first loaded by their file names, without a search.

    For a name that the loader does not know, cffi asks ctypes, which runs `ldconfig`, the compiler and the linker: two
    hundred processes, a third of a second. WeasyPrint also tries the names that the loader knows. If they are not
    enough (a library in an unusual place), the libraries are searched for.
    """
    if "weasyprint" not in sys.modules:
        find_library = ctypes.util.find_library
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # WeasyPrint prints the names that it does not find
                return importlib.import_module("weasyprint")
        except OSError:
            pass
        finally:
            ctypes.util.find_library = find_library
    return importlib.import_module("weasyprint")


def submodule(name: str) -> Any:
    """A module inside WeasyPrint: `submodule("pdf.tags")`."""
    weasyprint()
    return importlib.import_module(f"weasyprint.{name}")


class _ProblemHandler(logging.Handler):
    def __init__(self, place_of: Callable[[str], Location]) -> None:
        super().__init__(logging.WARNING)
        self.place_of = place_of
        self.messages: dict[Location, list[str]] = {}
        self.seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        stopped = sys.exc_info()[1]
        if stopped is not None and not isinstance(stopped, Exception):
            raise stopped  # WeasyPrint logs whatever is raised while it draws an SVG, also KeyboardInterrupt
        message = " ".join(record.getMessage().split())
        # url_fetcher and layout_checks report these two, with the name and the place
        if message in self.seen or "refused: " in message or ".notdef glyph" in message:
            return
        self.seen.add(message)
        if "harfbuzz-subset" in message.lower():
            raise InstallationError(
                "HarfBuzz cannot subset fonts on this machine, so the file would differ between machines",
                "install it: `apt install libharfbuzz-subset0`, or `brew install harfbuzz`",
            )
        self.messages.setdefault(self.place_of(message), []).append(message)


@contextmanager
def log_as_problems(problems: Problems, place_of: Callable[[str], Location]) -> Generator[None, None, None]:
    """Report what WeasyPrint logs, from warnings up, as problems, one for each `place_of` it; print nothing.

    The problems are complete after the block.
    """
    log = logging.getLogger("weasyprint")
    handler, propagate = _ProblemHandler(place_of), log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = propagate
        for place, messages in handler.messages.items():
            hint = "a template, a style sheet or a picture is at fault"
            problems.error("typesetting", and_more(messages, separator="; "), place, hint)
