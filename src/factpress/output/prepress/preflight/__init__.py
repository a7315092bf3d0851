"""Preflight: whether a PDF, from factpress or another program, can be printed, and notes for the printer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from factpress.core.untrusted import run_confined
from factpress.output.prepress.ink import icc_profile
from factpress.output.prepress.preflight.context import Context
from factpress.output.prepress.preflight.findings import Finding, Report, Requirements, merge_equal
from factpress.output.prepress.preflight.identity import conformance_findings, identity_of
from factpress.output.prepress.preflight.image_rules import measured_ink, resolution
from factpress.output.prepress.preflight.ink_measure import InkMeasure
from factpress.output.prepress.preflight.limits import MOST_SECONDS_IN_ALL, Budget
from factpress.output.prepress.preflight.open_pdf import opened, read_bytes, sheets
from factpress.output.prepress.preflight.page_rules import PAGE_RULES, PRESS_RULES
from factpress.output.prepress.preflight.summary import PageSummary, document_findings, printer_notes, summary_of
from factpress.publication.printers import Printer

__all__ = ["Report", "preflight", "preflight_file"]


def preflight_file(path: Path, printer: Printer) -> Report:
    """Findings about the file for this printer, and notes for the printer.

    A separate process reads the file. Raises ToolError if it cannot be read: missing, not a PDF, encrypted, truncated,
    or beyond the limits.
    """
    return run_confined(partial(_read_and_judged, printer), path, MOST_SECONDS_IN_ALL)


def _read_and_judged(printer: Printer, path: Path) -> Report:
    return preflight(read_bytes(path), printer, str(path))


def preflight(
    data: bytes, printer: Printer, name: str = "the file", files: Mapping[tuple[int, int], str] | None = None
) -> Report:
    """`preflight_file()` for a PDF in memory. `files` are names of image files by their size in pixels."""
    required, budget = Requirements(printer, icc_profile(printer), files or {}), Budget()
    context = Context(budget, InkMeasure(budget))
    with opened(data, name) as file:
        identity = identity_of(file)
        found: list[Finding] = []
        summaries: list[PageSummary] = []
        for sheet in sheets(file, data, context):
            for lost in identity.creep[sheet.number - 1 : sheet.number]:  # creep: more is cut off an inner sheet
                sheet.trim = replace(sheet.trim, left=sheet.trim.left + lost, right=sheet.trim.right - lost)
            for rule in (*PAGE_RULES, *((*PRESS_RULES, measured_ink) if required.press else ()), resolution):
                found += rule(sheet, required)
            summaries.append(summary_of(sheet))
        found += document_findings(summaries, required, imposed=bool(identity.imposed_pages))
        transparent = tuple(page.number for page in summaries if page.transparent)
        found += conformance_findings(identity, transparent, printer.standard, required.profile)
        most = max(page.most_ink for page in summaries)
        return Report(merge_equal(found), tuple(printer_notes(summaries, identity, required, most)))
