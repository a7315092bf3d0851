"""The inks of every colour, looked up exactly. Colours without configured inks are reported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.design.palettes import Colour, Inks
from factpress.design.theme import Theme
from factpress.publication.printers import Printer

BRAND = Path("data/brand.yml")

_NEAR = 0.0005
"""The tolerance of a colour value as a multiple of 1/255; files keep at least three decimals."""


class ColourMap:
    """The theme's inks by colour. Records the colours that are used and those without inks, with their first page."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.used: dict[Colour, int] = {}
        self.missing: dict[str, int] = {}
        self.page = 0  # of the colours that are looked up now; 0 outside pages

    @property
    def small(self) -> Inks:
        """The inks for small text whose colour takes more than two inks."""
        return self.theme.inks.get(self.theme.palettes["print"].foreground, BLACK)

    def inks(self, rgb: Sequence[float]) -> Inks:
        """The inks of a colour; red, green and blue are from 0 to 1. Black, which is recorded, if it has none."""
        levels = [share * 255 for share in rgb]
        colour = Colour("#" + "".join(f"{min(255, max(0, round(level))):02x}" for level in levels))
        inks = self.theme.inks.get(colour)
        if inks is None or any(abs(level - round(level)) > _NEAR * 255 for level in levels):
            self.missing.setdefault(colour.hex, self.page)
            return BLACK
        self.used.setdefault(colour, self.page)
        return inks

    def name(self, colour: Colour) -> str:
        """The name of the colour in the brand file, if it has one, and its value."""
        names = [name for name, known in self.theme.colours.items() if known == colour]
        return f'"{names[0]}" ({colour.hex})' if names else f'"{colour.hex}"'

    def report(self, printer: Printer, problems: Problems) -> None:
        """Report each colour without inks, or with more ink than the printer takes."""
        for written, page in self.missing.items():
            hint = f'give it inks in brand.yml, under defaults: print: inks: {{"{written}": [0, 0, 0, 100]}}'
            message = f"{_on(page)}no inks are configured for {self.name(Colour(written))}"
            problems.error("no-inks", message, Location(BRAND), hint)
        limit = printer.ink_limit
        for colour, page in self.used.items():
            inks = self.theme.inks[colour]
            if limit is not None and inks.total > limit:
                message = (
                    f"{_on(page)}{self.name(colour)} takes {inks.total:g} % of ink ({inks}),"
                    f" and {printer.title} takes {limit} %"
                )
                hint = "take less of cyan, magenta and yellow in brand.yml, under defaults: print: inks"
                problems.error("too-much-ink", message, Location(BRAND), hint)


def _on(page: int) -> str:
    return f"page {page}: " if page else ""


BLACK = Inks(0, 0, 0, 100)
"""Black ink alone."""
