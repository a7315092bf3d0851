"""Names of paper sizes: ISO 216, ISO 217, and the sizes of the United States."""

from __future__ import annotations

from factpress.core.units import Length, inch, mm
from factpress.i18n import Language
from factpress.publication.products.imposition_schemes import Size

_NAMED = {
    "a3": Size(mm(297), mm(420)),
    "a4": Size(mm(210), mm(297)),
    "a5": Size(mm(148), mm(210)),
    "a6": Size(mm(105), mm(148)),
    "sra4": Size(mm(225), mm(320)),
    "letter": Size(inch("8.5"), inch(11)),
    "half-letter": Size(inch("5.5"), inch("8.5")),
    "tabloid": Size(inch(11), inch(17)),
}


def paper(size: Size, language: Language, *, inches: bool) -> str:
    """The name of a paper size, or its width and height: "A4", "12 × 9 in"."""
    name = next((name for name, known in _NAMED.items() if size in (known, known.turned)), None)
    return language.word(f"paper-{name}") if name is not None else measures(size, inches=inches)


def named(size: Size, language: Language, *, inches: bool) -> str:
    """The name of a paper size, with its width and height: "A4 (297 × 210 mm)"."""
    name, size_text = paper(size, language, inches=inches), measures(size, inches=inches)
    return size_text if name == size_text else f"{name} ({size_text})"


def measures(size: Size, *, inches: bool) -> str:
    """Width and height: "297 × 210 mm"."""
    wide, high, unit = _number(size.width, inches), _number(size.height, inches), "in" if inches else "mm"
    return f"{wide} × {high} {unit}"


def measure(length: Length, *, inches: bool) -> str:
    """A length: "3 mm", "0.125 in"."""
    return f"{_number(length, inches)} {'in' if inches else 'mm'}"


def _number(length: Length, inches: bool) -> str:
    return f"{round(length.inches, 4) if inches else round(length.mm, 2):g}"
