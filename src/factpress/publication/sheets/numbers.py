"""Numbers and dates in cells, as people write them: "12,272", "12 272", "12.272,5", "17 April 1975"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from factpress.core.written_dates import date_forms, date_hint
from factpress.core.written_numbers import read_written
from factpress.core.yaml_positions import MAX_DIGITS
from factpress.i18n import Language
from factpress.i18n.numerals import format_digits
from factpress.publication.sheets.sheet import Cell, Fault
from factpress.publication.sheets.workbook import plain_digits

Reading = Decimal | tuple[Decimal, Decimal]
"""A number, or a range from low to high."""

_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\u061c]+")
_MINUS = str.maketrans(dict.fromkeys("−‒–—‐‑", "-"))
_DASH = re.compile(r"\s{1,4}(?:-|to|until)\s{1,4}|(?<=[\d%])\s{0,4}-\s{0,4}(?=\d)")
_EXAMPLE = Decimal("1234.5")
_FIRST_YEAR, _LAST_YEAR = 1000, 9999
"""Of years that a workbook has as numbers."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are written: the decimal mark and what separates groups of digits, "" for nothing but spaces.

    Spaces, and apostrophes as in Switzerland, separate groups in every notation: they are never a decimal mark. A
    notation is `chosen` if a person named it. Otherwise a number that another notation reads as another number is a
    fault, unless other cells of its column show which it is.
    """

    decimal: str
    group: str
    chosen: bool = False
    pairs: bool = False  # groups of two digits before the last three, as in India

    @classmethod
    def of(cls, language: Language) -> Numbers:
        """Return the notation of a language."""
        example = format_digits(Decimal("1234567.5"), language)
        marks = [character for character in example if not character.isdecimal()]
        group = "" if len(marks) < 2 or marks[0].isspace() else marks[0]
        decimal = marks[-1] if marks else "."
        latin = {"٫": ".", "٬": ","}  # cells have Latin digits more often than those of the language
        group, decimal = (latin.get(mark, mark) for mark in ("" if group in "'’" else group, decimal))
        return cls(decimal, group, pairs=len(marks) == 3 and len(re.split(r"\D", example)[1]) == 2)

    @classmethod
    def named(cls, example: str) -> Numbers | None:
        """Return the notation in which a person wrote 1234.5, such as "1.234,5"; None if it is none."""
        found = next((one for one in NOTATIONS if one.example == _SPACES.sub(" ", example.strip())), None)
        return cls(found.decimal, found.group, chosen=True) if found is not None else None

    @property
    def example(self) -> str:
        """The number 1234.5 as it is written: "1,234.5"."""
        return self.written(_EXAMPLE)

    def written(self, number: Decimal) -> str:
        """Return a number in this notation."""
        whole, _, decimals = plain_digits(abs(number)).partition(".")
        groups = f"{int(whole):,}".replace(",", self.group or " ")
        return ("-" if number < 0 else "") + groups + (self.decimal + decimals if decimals else "")

    def parsed(self, text: str) -> Decimal | None:
        """Return the number in a text; None if it is none in this notation."""
        match = _pattern(self.decimal, self.group, self.pairs).fullmatch(text)
        if match is None or len(_marks(match["whole"])) > 1:
            return None
        digits = re.sub(r"[^\d]", "", match["whole"])
        plain = "".join(str(unicodedata.decimal(c)) for c in digits + (match["decimals"] or ""))
        if len(plain) > MAX_DIGITS:
            return None
        whole, decimals = plain[: len(digits)], plain[len(digits) :]
        return Decimal(("-" if match["sign"] == "-" else "") + whole + (f".{decimals}" if decimals else ""))

    def is_ambiguous(self, text: str) -> bool:
        """Whether the decimal mark of a number in this notation may separate thousands: "12.272"."""
        whole, _, decimals = text.lstrip("+-").partition(self.decimal)
        return (
            len(decimals) == 3
            and 1 <= len(whole) <= 3
            and whole.isdecimal()
            and decimals.isdecimal()
            and whole[0] != "0"
        )


NOTATIONS = (Numbers(".", ","), Numbers(",", "."), Numbers(",", ""), Numbers(".", ""))
"""The notations that a person may choose from, by their examples."""


def notations(language: Language) -> tuple[Numbers, ...]:
    """Return the notations to choose from, that of the language first."""
    own = Numbers.of(language)
    others = (one for one in NOTATIONS if (one.decimal, one.group) != (own.decimal, own.group))
    return (own, *others)


def _marks(whole: str) -> set[str]:
    """What separates the groups of digits."""
    return {"'" if c == "’" else c for c in whole if not c.isdecimal()}


@lru_cache(maxsize=16)
def _pattern(decimal: str, group: str, pairs: bool) -> re.Pattern[str]:
    mark = rf"[ '’{re.escape(group)}]"
    inner = r"\d{2,3}" if pairs else r"\d{3}"
    grouped = rf"\d{{1,3}}(?:{mark}{inner}){{0,8}}{mark}\d{{3}}|\d+"
    return re.compile(rf"(?P<sign>[+-])?(?P<whole>{grouped})(?:{re.escape(decimal)}(?P<decimals>\d+))?")


def plain_text(text: str) -> str:
    """Return the text of a cell with plain spaces and hyphens."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip().translate(_MINUS)


def read_number(cell: Cell, numbers: Numbers, *, percent: bool | None = None) -> Reading | Fault:
    """Return the number or the range in a cell, or what is wrong with it.

    `percent` is whether the unit is per cent, None if it is not known.
    """
    if cell.fault is not None:
        return Fault(cell, "bad-number", *cell.fault)
    if not cell.text:
        return Fault(cell, "bad-number", "a number is missing here", "write it, or leave the row out")
    text = plain_text(cell.text)
    if (cell.percent or text.endswith("%")) and percent is False:
        return Fault(
            cell, "bad-number", f'"{cell.text}" is a percentage, but the unit is not percent', "change the unit"
        )
    if cell.number is not None:
        return _of_digits(cell)
    if cell.date is not None:
        message = f'"{cell.text}" is a date, and a number is needed here'
        return Fault(cell, "bad-number", message, "format the cell as a number, or choose another column")
    bare = text.removesuffix("%").rstrip() if percent is not False else text
    number = numbers.parsed(bare)
    if number is not None:
        return number
    if (ends := _range(bare, numbers)) is not None:
        low, high = ends
        if low < high:
            return low, high
        return Fault(
            cell, "range-reversed", f"the range begins at {low} and ends at {high}", "write the lower end first"
        )
    return _no_number(cell, bare, numbers)


def _of_digits(cell: Cell) -> Decimal | Fault:
    number = cell.number or Decimal(0)
    if len(re.sub(r"\D", "", plain_digits(number))) > MAX_DIGITS:
        return Fault(
            cell, "bad-number", f"a number of more than {MAX_DIGITS} digits", "round it, or choose another unit"
        )
    return Decimal(plain_digits(number))


def _range(text: str, numbers: Numbers) -> tuple[Decimal, Decimal] | None:
    for dash in _DASH.finditer(text):
        low, high = (numbers.parsed(part.strip(" %")) for part in (text[: dash.start()], text[dash.end() :]))
        if low is not None and high is not None:
            return low, high
    return None


def _no_number(cell: Cell, text: str, numbers: Numbers) -> Fault:
    message = f'"{_short(cell.text)}" is no number as in {numbers.example}'
    others = {one.parsed(text) for one in NOTATIONS} - {None}
    if len(others) == 1 and (number := others.pop()) is not None:
        corrected = numbers.written(number)
        return Fault(cell, "bad-number", message, f"write {corrected}", corrected)
    found = read_written(text)
    if found is None:
        hint = "leave the row out if the number is not known" if not any(map(str.isdecimal, text)) else "write digits"
        return Fault(cell, "bad-number", f'"{_short(cell.text)}" is no number', hint)
    if found.qualifier not in (None, "range"):
        return Fault(
            cell, "bad-number", f'"{_short(cell.text)}" is not a number alone', f"{found.reason}: {found.number}"
        )
    if found.unit is not None:
        return Fault(
            cell, "bad-number", f'"{_short(cell.text)}" is not a number alone', "write the unit once, not here"
        )
    return Fault(cell, "bad-number", message, "write digits, with their separators in the same places")


def ambiguous(cells: list[Cell], numbers: Numbers) -> list[Fault]:
    """Return the faults of numbers in a column that can be read in two ways: 12.272 may be 12,272.

    They are none if a cell of the column shows its notation, as 12.5 does, or if a person chose it.
    """
    texts = [plain_text(cell.text).removesuffix("%").rstrip() for cell in cells]
    written = [
        (cell, text)
        for cell, text in zip(cells, texts, strict=True)
        if cell.number is None and cell.date is None and numbers.decimal in text and numbers.parsed(text) is not None
    ]
    if numbers.chosen or not all(numbers.is_ambiguous(text) for _, text in written):
        return []
    faults: list[Fault] = []
    for cell, text in written:
        whole = numbers.written(Decimal(text.replace(numbers.decimal, "")))
        message = f'"{text}" may be {whole} or {text}'
        hint = f'say how the table writes its numbers, such as numbers: "{numbers.example}"'
        faults.append(Fault(cell, "ambiguous-number", message, hint))
    return faults


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"


# ── dates ───────────────────────────────────────────────────────────────────────────────────────────────────────


def read_moment(cell: Cell) -> str | Fault:
    """Return the year, month or day in a cell as ISO 8601 writes it, or what is wrong with it."""
    if cell.fault is not None:
        return Fault(cell, "not-a-date", *cell.fault)
    if not cell.text:
        return Fault(cell, "not-a-date", "a year or a date is missing here", "write it, or leave the row out")
    text = cell.date or plain_text(cell.text)
    if cell.number is not None and (cell.number % 1 or not _FIRST_YEAR <= cell.number <= _LAST_YEAR):
        return Fault(cell, "not-a-date", f'"{cell.text}" is no year', "write a year such as 1975, or a date")
    if re.fullmatch(r"\d{4}", text, re.ASCII) and int(text):
        return text
    forms = date_forms(text) if re.search(r"\d{4}", text) else ()  # a year of two digits may be of any century
    if len(forms) == 1:
        return forms[0]
    if forms:
        return Fault(cell, "not-a-date", f'"{_short(cell.text)}" may be {" or ".join(forms)}', "write one of them")
    hint = date_hint(text, period=True) or "write a year, 1975, or a date, 1975-04-17"
    return Fault(cell, "not-a-date", f'"{_short(cell.text)}" is no date', hint)


def first_day(moment: str) -> tuple[int, int, int]:
    """Return year, month and day of the first day of a date as ISO 8601 writes it."""
    year, month, day = (*map(int, moment.split("-")), 1, 1)[:3]
    return year, month, day
