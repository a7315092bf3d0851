"""WeasyPrint's log as diagnostics: a missing picture or an unknown property is never just a line on a terminal."""

from __future__ import annotations

import logging
import re
from collections.abc import Generator
from contextlib import contextmanager

from factpress.core.diagnostics import Problems, ToolError

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
