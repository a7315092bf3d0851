"""The library: load a publication, check it, build its products and audit files.

Findings are data: each has a severity, a code, a message, a location and a hint. Nothing is printed. `import factpress`
offers these names and imports this module when one of them is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Diagnostic as Finding
from factpress.core.diagnostics import Findings, Location, Severity, ToolError
from factpress.core.paths import check_publication

if TYPE_CHECKING:
    from factpress.audit import Audit


__all__ = [
    "AuditResult",
    "AuditedFile",
    "BuildResult",
    "BuiltFile",
    "Finding",
    "Findings",
    "Location",
    "Publication",
    "Severity",
    "ToolError",
    "TracedNumber",
    "UnreadFile",
    "load",
]


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that a build wrote: its path, the name of its product, and a title for people."""

    path: Path
    product: str
    title: str


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The files of a build, and its warnings."""

    files: tuple[BuiltFile, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TracedNumber:
    """A number that was traced by its value: its page or slide, the part of it, and the claims that fit."""

    place: str
    where: str
    number: str
    verdict: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuditedFile:
    """The audit of one file: its findings, and how many numbers it has. `summary` is the audit in a few words.

    `traced` are the numbers that no mark in the file assigns to a claim, and that were traced by their value.
    """

    path: Path
    findings: tuple[Finding, ...]
    numbers: int
    summary: str
    traced: tuple[TracedNumber, ...]


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that could not be read, with the reason."""

    path: Path
    message: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The audits of all files that could be read, and the files that could not."""

    files: tuple[AuditedFile, ...]
    unread: tuple[UnreadFile, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all files."""
        return tuple(finding for file in self.files for finding in file.findings)

    @property
    def clean(self) -> bool:
        """Whether every file was read and no number lacks its claim."""
        return not self.unread and not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication's folder. Every method reads the folder as it is at that moment.

    Methods raise `ToolError` where the tool or its surroundings fail.
    """

    folder: Path

    def check(self, *, on: dt.date | None = None) -> tuple[Finding, ...]:
        """Everything that is wrong with the publication, in the order of files and lines.

        `on` is the day that reviews and consents are checked for; today where it is None.
        """
        from factpress.checks.context import today
        from factpress.checks.registry import check

        return tuple(check(self.folder, today=on or today()))

    def build(
        self,
        products: Iterable[str] = (),
        output: str | PathLike[str] | None = None,
        *,
        cache: bool = True,
        progress: Callable[[str], None] = lambda _: None,
    ) -> BuildResult:
        """Builds these products, by name or kind, or all of them, into the folder `output` (default: `build`).

        `progress` is called with a few words at each step. Raises `Findings` where the publication or a file has
        errors, and then leaves the last good files.
        """
        from factpress.workflows.build import build

        out = Path(output) if output is not None else None
        made, warnings = build(self.folder, tuple(products), out, cached=cache, say=progress)
        return BuildResult(tuple(BuiltFile(m.path, m.product.name, m.title) for m in made), warnings)

    def audit(self, files: Iterable[str | PathLike[str]] = ()) -> AuditResult:
        """Traces every number of these PDF and PowerPoint files, or of the files that were built, to its claim.

        Raises `Findings` where the publication has errors.
        """
        from factpress.workflows.audit_files import audit_files

        done = audit_files(self.folder, [Path(file) for file in files])
        return AuditResult(
            tuple(AuditedFile(one.path, one.found, one.numbers, one.summary, _traced(one)) for one in done.audits),
            tuple(UnreadFile(path, str(error), error.hint) for path, error in done.unread),
        )


def _traced(audit: Audit) -> tuple[TracedNumber, ...]:
    return tuple(
        TracedNumber(t.place.name, t.fragment.where, t.text, t.verdict, tuple(t.claims))
        for t in audit.traces
        if t.verdict != "stated"
    )


def load(folder: str | PathLike[str] = ".") -> Publication:
    """The publication in that folder. Raises `ToolError` where there is none; `check` finds the errors in its files."""
    path = Path(folder)
    check_publication(path)
    return Publication(path)
