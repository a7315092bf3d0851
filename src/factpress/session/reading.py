"""Reading a publication with files as they would be: the checks of `factpress check --quick`, and the edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from factpress.checks.registry import check_inspected
from factpress.core.diagnostics import Diagnostic, Problems, Severity
from factpress.core.paths import Places
from factpress.core.source_files import Memory
from factpress.edition import Edition
from factpress.edition_reader import EditionReader
from factpress.i18n import Language
from factpress.publication.facts.claims import FactBook
from factpress.publication.facts.load import load_facts


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
        self.root = root
        self._editions = EditionReader(root)
        self._memory = Memory(root)

    def facts(self, contents: Mapping[Path, bytes], language: Language) -> tuple[FactBook, tuple[Diagnostic, ...]]:
        """Return the facts alone with these contents, and what is found in them: while a person types."""
        self._memory.begin(contents)
        places = replace(Places.of(self.root), contents=contents, memory=self._memory)
        problems = Problems()
        book = load_facts(places, language, problems)
        self._memory.end()
        return book, tuple(problems)

    def sketch(self, contents: Mapping[Path, bytes]) -> Reading:
        """Return the publication with these contents without what the rules find: while a person types."""
        edition, found = self._editions.read(contents)
        return Reading(edition, found)

    def read(self, today: dt.date, contents: Mapping[Path, bytes] | None = None) -> Reading:
        """Return the publication with these contents in place of those of the files. Nothing is written to it."""
        edition, found = self._editions.read(contents or {})
        return Reading(edition, tuple(check_inspected(edition, found, today=today)))
