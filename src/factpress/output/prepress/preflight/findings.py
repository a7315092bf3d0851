"""Findings of preflight: created in the units of the printer, merged if equal, reported as diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Diagnostic, Location, Severity, ranges_of
from factpress.core.units import Length, pt
from factpress.output.prepress.preflight.page_model import Box, Sheet
from factpress.publication.printers import Printer


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, the pages that have it, its place on the first of them, and what to do about it."""

    severity: Severity
    code: str
    message: str
    hint: str
    pages: tuple[int, ...] = ()
    place: tuple[Length, Length] | None = None  # from the left and the upper edge of the trim
    picture: tuple[int, int] | None = None  # the size in pixels of the only image that it is about

    @property
    def listed(self) -> dict[str, Any]:
        """The finding as JSON values; the place is in millimetres."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "pages": list(self.pages),
            "place": None if self.place is None else [round(length.mm, 1) for length in self.place],
        }

    def diagnostic(self, location: Location, *, inches: bool) -> Diagnostic:
        """The finding as a diagnostic, with its pages and its place before the message."""
        where = ranges_of(self.pages, "page")
        if self.place is not None:
            first = "first " if len(self.pages) > 1 else ""
            where += f", {first}{_told(self.place, inches=inches)}"
        message = f"{where}: {self.message}" if where else self.message
        return Diagnostic(self.code, message, location, self.hint, self.severity)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of preflight: findings, and sentences for the printer."""

    findings: tuple[Finding, ...]
    printer_notes: tuple[str, ...]

    def diagnostics(
        self, path: Path, *, inches: bool, pictures: Mapping[tuple[int, int], Location] | None = None
    ) -> tuple[Diagnostic, ...]:
        """The findings as diagnostics, with places in inches or in millimetres.

        A finding about an image whose size is among the `pictures` has that location, and the others the file.
        """
        known, file = pictures or {}, Location(path)
        return tuple(
            finding.diagnostic(known.get(finding.picture, file) if finding.picture else file, inches=inches)
            for finding in self.findings
        )

    @property
    def errors(self) -> int:
        """The number of findings that are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def _told(place: tuple[Length, Length], *, inches: bool) -> str:
    x, y = (f"{length.inches:.2f}" if inches else f"{length.mm:.0f}" for length in place)
    unit = "in" if inches else "mm"
    return f"{x} {unit} from the left and {y} {unit} from the top"


@dataclass(frozen=True, slots=True)
class Requirements:
    """What a printer requires, and the units and names that messages use."""

    printer: Printer
    profile: bytes  # the ICC profile of the printer
    files: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """Names of image files by their size in pixels, so that messages can name them."""

    @property
    def press(self) -> bool:
        """Whether the printer takes CMYK and PDF/X files, and no RGB."""
        return self.printer.standard != "none"

    @property
    def limit(self) -> int:
        """The largest permitted sum of inks, in percent."""
        return self.printer.ink_limit or 400

    def image_name(self, pixels: tuple[int, int]) -> str:
        """The name of an image: its file, or its size in pixels."""
        size = f"of {pixels[0]} by {pixels[1]} pixels"
        return f'"{self.files[pixels]}", {size},' if pixels in self.files else f"a picture {size}"

    def length(self, points: float) -> str:
        """A length in the unit of the printer: "3 mm", "0.125 in"."""
        length = pt(round(points, 3))
        return f"{round(length.inches, 3):g} in" if self.printer.inches else f"{round(length.mm, 1):g} mm"

    def size_of(self, box: Box) -> str:
        """Width and height in the unit of the printer: "148 × 210 mm"."""
        unit = "in" if self.printer.inches else "mm"
        return f"{self.length(box.width).removesuffix(' ' + unit)} × {self.length(box.height)}"


def error(sheet: Sheet, code: str, message: str, hint: str, at: Box | None = None) -> Finding:
    """An error on a page: the file cannot be printed like this."""
    return Finding(Severity.ERROR, code, message, hint, (sheet.number,), _corner(sheet, at))


def warning(sheet: Sheet, code: str, message: str, hint: str, at: Box | None = None) -> Finding:
    """A warning on a page."""
    return Finding(Severity.WARNING, code, message, hint, (sheet.number,), _corner(sheet, at))


def _corner(sheet: Sheet, at: Box | None) -> tuple[Length, Length] | None:
    """The upper left corner of a box, from the left and the upper edge of the trim."""
    return None if at is None else (pt(round(at.left - sheet.trim.left, 2)), pt(round(sheet.trim.top - at.top, 2)))


def merge_equal(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Merge findings with the same code and message; keep all pages and the first place. Errors come first."""
    same: dict[tuple[str, str], Finding] = {}
    for finding in found:
        key = finding.code, finding.message
        first = same.get(key)
        pages = finding.pages if first is None else tuple(dict.fromkeys((*first.pages, *finding.pages)))
        same[key] = replace(first or finding, pages=pages)
    return tuple(sorted(same.values(), key=lambda f: (f.severity is not Severity.ERROR, f.pages[:1], f.code)))
