"""WeasyPrint, brought in late and once: importing it takes half a second that only printing needs to spend.

WeasyPrint has no type stubs; its values are `Any` in this room and nothing of it leaves.
"""

from __future__ import annotations

import importlib
from typing import Any

from factpress.diagnostics import ToolError

VERSION = "70.0"
"""The version that `tags` was written against: it replaces private functions, so no other will do."""

_PANGO = (
    "install Pango and HarfBuzz: `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`,"
    " or `brew install pango`"
)


def weasyprint() -> Any:
    """The WeasyPrint package. ToolError where it, or Pango under it, is missing or of another version."""
    try:
        import weasyprint as library
    except ImportError:
        raise ToolError("WeasyPrint is not installed", "run `make` to set up what the tool needs") from None
    except OSError as missing:
        raise ToolError(f"WeasyPrint cannot load a library that it sets type with: {missing}", _PANGO) from None
    if library.__version__ != VERSION:
        raise ToolError(
            f"WeasyPrint {VERSION} is needed, {library.__version__} is installed", "run `make` to set it up"
        )
    return library


def part(name: str) -> Any:
    """A module inside WeasyPrint: `part("pdf.tags")`."""
    weasyprint()
    return importlib.import_module(f"weasyprint.{name}")
