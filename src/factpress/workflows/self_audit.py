"""The audit of a file before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Findings, Severity
from factpress.design.pattern import labelled_years
from factpress.design.theme import Theme
from factpress.document.model import Document
from factpress.i18n import Language
from factpress.output.charts import Drawing
from factpress.publication.facts.claims import FactBook

if TYPE_CHECKING:
    from factpress.audit import Reading


def trace_made(
    reading: Reading,
    document: Document,
    book: FactBook,
    language: Language,
    labels: Mapping[str, tuple[str, ...]],
    years: tuple[int, ...],
) -> None:
    """Audits a file that was just made. Raises Findings where a number has no claim.

    `labels` are those of each chart as drawn, `years` those beside the brand's ornament.
    """
    # imported here, and in a process beside: the one that sets the booklets does not wait for it
    from factpress.audit import GeneratedText, audit

    done = audit(reading, document, book, language, GeneratedText(labels, years))
    if any(one.severity is Severity.ERROR for one in done.found):
        raise Findings(done.found)


def drawn_labels(drawings: Mapping[str, Drawing]) -> dict[str, tuple[str, ...]]:
    """The labels of each chart as it was drawn."""
    from factpress.audit.readers.package import svg_labels

    return {chart: svg_labels(drawing.svg) for chart, drawing in drawings.items()}


def cloth_years(theme: Theme) -> tuple[int, ...]:
    """The years that may stand beside the brand's ornament."""
    return labelled_years(theme.ornament) if theme.ornament is not None else ()
