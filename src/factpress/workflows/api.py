"""The public API: load a publication, check it, build its products and audit files.

Findings are data: each has a severity, a code, a message, a location and a hint. Nothing is printed. `import factpress`
provides these names, and imports this module when one of them is used.
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
from factpress.core.paths import require_publication

if TYPE_CHECKING:
    from factpress.audit import Audit
    from factpress.checks.coverage.measure import Coverage


__all__ = [
    "AuditResult",
    "AuditedFile",
    "BuildResult",
    "BuiltFile",
    "Finding",
    "Findings",
    "Location",
    "MergeResult",
    "MergedSlide",
    "Publication",
    "Severity",
    "TemplateResult",
    "ToolError",
    "TracedNumber",
    "UnreadFile",
    "load",
]


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that was built: its path, the name of its product, and a title for people."""

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
    """A number that was traced by its value: its page or slide, the part of the page, and the matching claims.

    With the verdict "reference", it was not traced, as it looks like a telephone number, a date or another `reference`.
    """

    place: str
    where: str
    number: str
    verdict: str
    claims: tuple[str, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class AuditedFile:
    """The audit of one file: its findings, the number of its numbers, and a summary.

    The findings are in the order of pages or slides. `traced` are the numbers that no mark in the file assigns to a
    claim, so that they were traced by their value. `references` look like telephone numbers, dates or page numbers;
    they were not traced. `not_read` are the names of pages or slides that have content that could not be read.
    """

    path: Path
    findings: tuple[Finding, ...]
    numbers: int
    summary: str
    traced: tuple[TracedNumber, ...]
    references: tuple[TracedNumber, ...] = ()
    not_read: tuple[str, ...] = ()


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
        """Whether every file was read in full and no number lacks its claim."""
        is_read = not self.unread and not any(file.not_read for file in self.files)
        return is_read and not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class MergedSlide:
    """What became of a slide in a merge.

    `number` is its number in the merged deck, None if it is not in it. `outcome` is "unchanged", "kept as hers",
    "replaced", "conflict", "hidden behind hers", "new from the facts", "added by her", "deleted by her" or "no longer
    in the facts". `key` is "" for a slide that was added by hand.
    """

    number: int | None
    outcome: str
    title: str
    key: str


@dataclass(frozen=True, slots=True)
class TemplateResult:
    """A template of a deck that was written: its path, the name of the deck, and warnings."""

    path: Path
    product: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class MergeResult:
    """A merged deck: its path, the name of its product, what became of each slide, and warnings."""

    path: Path
    product: str
    slides: tuple[MergedSlide, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication's folder. Every method reads the folder again.

    Methods raise `ToolError` if the tool or its environment fails.
    """

    folder: Path

    def check(
        self,
        *,
        on: dt.date | None = None,
        quick: bool = False,
        cache: bool = True,
        progress: Callable[[str], None] = lambda _: None,
    ) -> tuple[Finding, ...]:
        """Returns all findings of the publication, in the order of files and lines.

        If the sources have no error, each product that has changed since it was last checked or built is laid out in
        memory, and the errors of its layout are returned, too; with `quick`, only the sources are checked. `on` is the
        day for which reviews and consents are checked (default: today). `progress` is called at each step.
        """
        from factpress.core.opening import today
        from factpress.workflows.check import check

        return check(self.folder, today=on or today(), quick=quick, cached=cache, report_progress=progress)

    def build(
        self,
        products: Iterable[str] = (),
        output: str | PathLike[str] | None = None,
        *,
        cache: bool = True,
        take_new: bool = False,
        progress: Callable[[str], None] = lambda _: None,
    ) -> BuildResult:
        """Builds products by name or kind (default: all) into the folder `output` (default: `build`).

        A file that was changed since it was built stays; the new one is written beside it, and a warning says so. With
        `take_new` the changed file is moved aside. `progress` is called with a short text at each step. Raises
        `Findings` if the publication or a file has errors; then the last good files stay.
        """
        from factpress.workflows.build import build

        out, names = Path(output) if output is not None else None, tuple(products)
        built, warnings = build(self.folder, names, out, cached=cache, take_new=take_new, report_progress=progress)
        return BuildResult(tuple(BuiltFile(one.path, one.product.name, one.title) for one in built), warnings)

    def audit(self, files: Iterable[str | PathLike[str]] = ()) -> AuditResult:
        """Traces every number of PDF and PowerPoint files (default: the built files) to its claim.

        Raises `Findings` if the publication has errors.
        """
        from factpress.workflows.audit_files import audit_files

        done = audit_files(self.folder, [Path(file) for file in files])
        return AuditResult(
            tuple(map(_audited, done.audits)),
            tuple(UnreadFile(path, str(error), error.hint) for path, error in done.unread),
        )

    def merge_deck(
        self,
        file: str | PathLike[str],
        *,
        product: str | None = None,
        output: str | PathLike[str] | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> MergeResult:
        """Merges a deck that was changed by hand with the one that is built from the facts, and writes the result.

        `product` is the name of the product that it was built of (default: the one that the deck names). The merged
        deck is written to `output` (default: beside the deck, with "-merged" after its name). The deck itself stays.
        `progress` is called at each step. Raises `Findings` if the publication has errors.
        """
        from factpress.workflows.merge_deck import merge_deck

        out = Path(output) if output is not None else None
        done = merge_deck(self.folder, Path(file), product, out, report_progress=progress)
        slides = tuple(MergedSlide(s.number, s.outcome.value, s.title, s.key) for s in done.merged.slides)
        return MergeResult(done.path, done.product.name, slides, done.warnings)

    def deck_template(self, *, product: str | None = None) -> TemplateResult:
        """Writes the template of a deck to the folder `templates`, where later builds use it.

        `product` is the deck whose palette and shape it has (default: the first deck). A template that was changed
        stays, and the new one is written beside it. Raises `Findings` if the publication has errors.
        """
        from factpress.workflows.deck_template import write_deck_template

        done = write_deck_template(self.folder, product)
        return TemplateResult(done.path, done.product.name, done.warnings)

    def coverage(self, products: Iterable[str] = ()) -> Coverage:
        """Returns where supplied statements are, the share of each theme, and the figures of the talk.

        `products` are names or kinds of booklets and decks (default: all). Raises `Findings` if the publication has
        errors.
        """
        from factpress.workflows.coverage import measure_coverage

        return measure_coverage(self.folder, tuple(products))


def _audited(audit: Audit) -> AuditedFile:
    numbers = [
        TracedNumber(t.place.name, t.fragment.where, t.text, t.verdict, tuple(t.claims), t.reference)
        for t in audit.traces
        if t.verdict != "stated"
    ]
    return AuditedFile(
        audit.path,
        audit.found,
        audit.numbers,
        audit.summary,
        traced=tuple(one for one in numbers if one.verdict != "reference"),
        references=tuple(one for one in numbers if one.verdict == "reference"),
        not_read=audit.unread,
    )


def load(folder: str | PathLike[str] = ".") -> Publication:
    """Returns the publication in that folder. Raises `ToolError` if there is none. It does not read the files yet."""
    path = Path(folder)
    require_publication(path)
    return Publication(path)
