"""Whether a PDF can be printed, ours or anybody's; and what to tell the printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from factpress.core.untrusted import TIMEOUT, run_confined
from factpress.output.prepress.ink import profile_of
from factpress.output.prepress.preflight.findings import Asked, Finding, Report, together
from factpress.output.prepress.preflight.identity import identity_of, judged
from factpress.output.prepress.preflight.image_rules import fine_enough, soaked
from factpress.output.prepress.preflight.limits import MOST_SECONDS, Budget
from factpress.output.prepress.preflight.open_pdf import opened, read_bytes, sheets
from factpress.output.prepress.preflight.page_model import Family, Sheet
from factpress.output.prepress.preflight.page_rules import (
    boxes,
    colours,
    ink,
    lines,
    links,
    margin,
    overprint,
    reached,
    type_inks,
    words,
)
from factpress.output.prepress.preflight.summary import Summary, summary_of, telling, whole
from factpress.publication.printers import Printer

__all__ = ["Report", "preflight", "preflight_file"]

ON_EACH_PAGE: tuple[Callable[[Sheet, Asked], Iterator[Finding]], ...] = (
    boxes,
    reached,
    words,
    margin,
    links,
    colours,
    ink,
    lines,
    overprint,
    type_inks,
    fine_enough,
)
"""The rules that one page alone can break."""


def preflight_file(path: Path, printer: Printer) -> Report:
    """What is wrong with the file for that printer, and what to tell it.

    It is looked through in a process of its own. Raises ToolError where it cannot be read: missing, no PDF, locked, cut
    short, or endless.
    """
    return run_confined(partial(_read_and_judged, printer), path, MOST_SECONDS + TIMEOUT)


def _read_and_judged(printer: Printer, path: Path) -> Report:
    return preflight(read_bytes(path), printer, str(path))


def preflight(
    data: bytes, printer: Printer, name: str = "the file", files: Mapping[tuple[int, int], str] | None = None
) -> Report:
    """The same for a PDF in memory. `files` are pictures by their pixels, so that one can be called by its name."""
    asked, budget = Asked(printer, profile_of(printer), files or {}), Budget()
    with opened(data, name) as file:
        identity = identity_of(file)
        found: list[Finding] = []
        summaries: list[Summary] = []
        inked: dict[tuple[int, int], Sheet] = {}
        for sheet in sheets(file, data, budget):
            for lost in identity.creep[sheet.number - 1 : sheet.number]:  # an inner sheet is cut by so much more
                sheet.trim = replace(sheet.trim, left=sheet.trim.left + lost, right=sheet.trim.right - lost)
            for rule in ON_EACH_PAGE:
                found += rule(sheet, asked)
            inked |= {key: _without_paint(sheet) for key in _inked(sheet) if key not in inked}
            summaries.append(summary_of(sheet))
        if asked.press:
            found += soaked(file, inked, asked)
        found += whole(summaries, asked, laid=bool(identity.laid))
        transparent = tuple(page.number for page in summaries if page.transparent)
        found += judged(identity, transparent, printer.standard, asked.profile)
        most = max(page.most_ink for page in summaries)
        return Report(together(found), tuple(telling(summaries, identity, asked, most)))


def _inked(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The pictures of the page that are in inks, and in the file by a number."""
    for thing in sheet.painted:
        picture = thing.picture
        if picture is not None and thing.paint.family is Family.CMYK and not picture.one_bit and picture.key != (0, 0):
            yield picture.key


def _without_paint(sheet: Sheet) -> Sheet:
    return Sheet(sheet.number, sheet.media, sheet.trim, sheet.bleed, sheet.stated)
