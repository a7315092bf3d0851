"""Reading a publication with files as they would be: the checks of `factpress check --quick`, and the edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.checks.registry import check_inspected
from factpress.core.diagnostics import Diagnostic, Severity
from factpress.edition import Edition
from factpress.edition_reader import EditionReader


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the edition, None if a whole part of it is missing, and all findings of the sources."""

    edition: Edition | None
    found: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop a build."""
        return tuple(one for one in self.found if one.severity is Severity.ERROR)


class Reader:
    """Reads one publication again and again."""

    def __init__(self, root: Path) -> None:
        self._editions = EditionReader(root)

    def read(self, today: dt.date, contents: Mapping[Path, bytes] | None = None) -> Reading:
        """Return the publication with these contents in place of those of the files. Nothing is written to it."""
        edition, found = self._editions.read(contents or {})
        return Reading(edition, tuple(check_inspected(edition, found, today=today)))
