"""How findings are made and told: the printer's own units, places counted from the trim, equal ones named once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from factpress.core.diagnostics import Severity
from factpress.core.units import Length, pt
from factpress.output.prepress.preflight.page_model import Box, Finding, Sheet
from factpress.publication.printers import Printer


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
