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
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from factpress.core.diagnostics import InstallationError, Location, Problems, and_more
from factpress.core.installing import how_to_install_pango, repair_command


def weasyprint() -> Any:
    """The WeasyPrint package. Raises ToolError if it, or a library that it needs, is missing."""
    try:
        return _imported()
    except ImportError:
        raise InstallationError("WeasyPrint is not installed", repair_command()) from None
    except OSError as missing:
        message = f"Pango, which sets the pages, cannot be loaded: {_first_sentence(missing)}"
        raise InstallationError(message, how_to_install_pango()) from None


def _first_sentence(error: OSError) -> str:
    """What could not be loaded, without the names that cffi tried: "cannot load library 'libpango-1.0-0'"."""
    return re.split(r": |\.\s", str(error), maxsplit=1)[0]


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
    with contextlib.redirect_stdout(io.StringIO()):
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
                how_to_install_pango(),
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
