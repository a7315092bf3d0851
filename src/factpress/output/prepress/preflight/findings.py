"""How findings are made and told: the printer's own units, places counted from the trim, equal ones named once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.core.units import Length, pt
from factpress.output.prepress.preflight.page_model import Box, Sheet
from factpress.publication.printers import Printer


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, on which pages, where on the first of them (a corner in points), and what to do about it."""

    severity: Severity
    code: str
    message: str
    hint: str
    pages: tuple[int, ...] = ()
    place: tuple[Length, Length] | None = None  # from the left and the upper edge of the trim

    @property
    def listed(self) -> dict[str, Any]:
        """The finding for other programs; the place is in millimetres."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "pages": list(self.pages),
            "place": None if self.place is None else [round(length.mm, 1) for length in self.place],
        }

    def diagnostic(self, path: Path, *, inches: bool) -> Diagnostic:
        """The finding as every room tells it, with its pages and its place before its message."""
        where = pages_of(self.pages)
        if self.place is not None:
            first = "first " if len(self.pages) > 1 else ""
            where += f", {first}{_told(self.place, inches=inches)}"
        message = f"{where}: {self.message}" if where else self.message
        return Diagnostic(self.code, message, Location(path), self.hint, self.severity)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that preflight has to say: findings, and the sentences to tell the printer."""

    findings: tuple[Finding, ...]
    telling: tuple[str, ...]

    def diagnostics(self, path: Path, *, inches: bool) -> tuple[Diagnostic, ...]:
        """The findings as every room tells them, places in inches or in millimetres."""
        return tuple(finding.diagnostic(path, inches=inches) for finding in self.findings)

    @property
    def errors(self) -> int:
        """How many findings keep the file from the press."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def pages_of(numbers: tuple[int, ...]) -> str:
    """As in "pages 1 to 4, 7": what follows each other is run together, and a long list is cut."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    told = [str(a) if a == b else f"{a} to {b}" if b > a + 1 else f"{a}, {b}" for a, b in runs]
    shown = ", ".join(told[:8]) + (f" and {len(told) - 8} more" if len(told) > 8 else "")
    return f"page{'s' if len(set(numbers)) > 1 else ''} {shown}" if numbers else ""


def _told(place: tuple[Length, Length], *, inches: bool) -> str:
    x, y = (f"{length.inches:.2f}" if inches else f"{length.mm:.0f}" for length in place)
    unit = "in" if inches else "mm"
    return f"{x} {unit} from the left and {y} {unit} from the top"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a printer asks for, in points, and how it is spoken to."""

    printer: Printer
    profile: bytes  # the ICC profile it prints with
    files: Mapping[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """Files of pictures by their pixels, where they are known, so that one can be called by its name."""

    @property
    def press(self) -> bool:
        """Whether it makes plates: CMYK and PDF/X, and no colours of a screen."""
        return self.printer.standard != "none"

    @property
    def limit(self) -> int:
        """The most ink on one spot, in percent."""
        return self.printer.ink_limit or 400

    def picture(self, pixels: tuple[int, int]) -> str:
        """A picture by the name of its file, or else by its pixels."""
        told = f"of {pixels[0]} by {pixels[1]} pixels"
        return f'"{self.files[pixels]}", {told},' if pixels in self.files else f"a picture {told}"

    def told(self, points: float) -> str:
        """A length in the printer's unit: "3 mm", "0.125 in"."""
        length = pt(round(points, 3))
        return f"{round(length.inches, 3):g} in" if self.printer.inches else f"{round(length.mm, 1):g} mm"

    def measured(self, box: Box) -> str:
        """Width and height in the printer's unit: "148 × 210 mm"."""
        unit = "in" if self.printer.inches else "mm"
        return f"{self.told(box.width).removesuffix(' ' + unit)} × {self.told(box.height)}"


def error(sheet: Sheet, code: str, message: str, hint: str, at: Box | None = None) -> Finding:
    """What keeps the file from the press."""
    return Finding(Severity.ERROR, code, message, hint, (sheet.number,), _corner(sheet, at))


def warning(sheet: Sheet, code: str, message: str, hint: str, at: Box | None = None) -> Finding:
    """What somebody ought to look at."""
    return Finding(Severity.WARNING, code, message, hint, (sheet.number,), _corner(sheet, at))


def _corner(sheet: Sheet, at: Box | None) -> tuple[Length, Length] | None:
    """The upper left corner, from the left and the upper edge of the trim."""
    return None if at is None else (pt(round(at.left - sheet.trim.left, 2)), pt(round(sheet.trim.top - at.top, 2)))


def together(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that say the same become one, with all their pages and the first one's place; errors come first."""
    same: dict[tuple[str, str], Finding] = {}
    for finding in found:
        key = finding.code, finding.message
        first = same.get(key)
        same[key] = finding if first is None else replace(first, pages=(*first.pages, *finding.pages))
    return tuple(sorted(same.values(), key=lambda f: (f.severity is not Severity.ERROR, f.pages[:1], f.code)))
