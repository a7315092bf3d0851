"""What a person types into a field, as the value that the file has, and back.

Numbers and days are written as the publication's language writes them. What could mean two things is refused with the
possible readings, so that a number is never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from factpress.core.written_dates import date_hint
from factpress.core.written_numbers import read_written
from factpress.document.wording.dates import format_moment, format_period, parse_moment, parse_period
from factpress.document.wording.phrases import UnreadableError
from factpress.document.wording.quantities import parse_number
from factpress.i18n import Language
from factpress.i18n.numerals import format_digits, normalize_spaces
from factpress.publication.facts.claims import Point, Qualifier
from factpress.publication.facts.dates import Moment, Period, read_iso, read_iso_period

_MOST = 200
"""The longest number or day of a field, in characters."""

_MONTHS = 12
"""A number above this is no month, so "20.4.1979" has one reading."""


class FieldError(ValueError):
    """The text of a field has no value. The message is for the person who typed it; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "", proposal: str = "") -> None:
        self.message, self.hint, self.proposal = message, hint, proposal
        super().__init__(message, hint, proposal)


def number_text(number: Decimal, language: Language) -> str:
    """Return a number as a field shows it: "1,500,000"."""
    return format_digits(number, language)


def read_number(text: str, language: Language) -> Decimal:
    """Return the number of a field. Raises FieldError if it has none, or more than the number alone."""
    words = " ".join(text.split())
    if not words:
        raise FieldError("There is no number here.", "Write the number in digits.")
    if len(words) > _MOST:
        raise FieldError("This is too long for a number.", "Write the number in digits.")
    if re.fullmatch(r"\d{1,3}\.\d{3}", words):
        raise _two_readings(words, Decimal(words.replace(".", "")), language)
    try:
        amount = parse_number(words, language)
    except (UnreadableError, InvalidOperation):
        amount = None
    if isinstance(amount, Point) and amount.qualifier is Qualifier.EXACTLY:
        return amount.number
    plain = read_written(words)
    if plain is not None and plain.high is None and plain.qualifier is None and plain.unit is None:
        if re.fullmatch(r"\d{1,3}[.,]\d{3}", words):  # a thousand, or a fraction with three decimals
            raise _two_readings(words, Decimal(plain.number), language)
        return Decimal(plain.number)
    raise _no_number(words, language)


def _two_readings(words: str, likelier: Decimal, language: Language) -> FieldError:
    shown = number_text(likelier, language)
    return FieldError(f"“{words}” can be read in two ways.", f"Write {shown} if you mean that.", shown)


def _no_number(words: str, language: Language) -> FieldError:
    plain = read_written(words)
    if plain is None:
        return FieldError(f"“{words}” is not a number.", "Write the number in digits.")
    shown = number_text(Decimal(plain.number), language)
    if plain.high is not None:
        return FieldError("These are two numbers.", "Choose “from … to” in the field “It is”.")
    if plain.qualifier is not None:
        word = language.phrases.get(plain.qualifier, "{}").replace("{}", "").strip()
        return FieldError("This field takes the number alone.", f"Choose “{word}” in the field “It is”.", shown)
    return FieldError("This field takes the number alone.", "Choose the unit in the field “Unit”.", shown)


def day_text(day: dt.date, language: Language) -> str:
    """Return a day as a field shows it: "17 April 1975"."""
    return time_text(Moment(day.year, day.month, day.day), language)


def read_day(text: str, language: Language) -> str:
    """Return the day of a field as the file has it: "1975-04-17". Raises FieldError for anything but a whole day."""
    moment = read_time(text, language)
    try:
        dt.date.fromisoformat(moment)
    except ValueError:
        raise FieldError("A whole day is needed here.", "Write day, month and year.") from None
    return moment


def time_text(moment: Moment, language: Language) -> str:
    """Return a year, month or day as a field shows it."""
    return normalize_spaces(format_moment(moment, language))


def period_text(period: Period, language: Language) -> str:
    """Return a time as a field shows it: "17 April 1975 to 6 January 1979"."""
    return normalize_spaces(format_period(period, language))


def read_period(text: str, language: Language) -> str:
    """Return the time of a field as the file has it: "1975/1979", or one moment. Raises FieldError if it is none."""
    words = " ".join(text.split())
    with suppress(UnreadableError, ValueError):
        period = parse_period(words, language)
        return str(period.begin) if period.begin == period.end else f"{period.begin}/{period.end}"
    with suppress(ValueError):
        read_iso_period(words)
        return words
    for sign in (*_between(language), " – ", "–", " - ", " to "):
        begin, found, end = words.partition(sign)
        if found and begin and end:
            return f"{read_time(begin, language)}/{read_time(end, language)}"
    return read_time(words, language)


def _between(language: Language) -> tuple[str, ...]:
    """The words between the ends of a time in this language."""
    middle = re.fullmatch(r"\{begin\}(.+)\{end\}", language.phrases["period"])
    return (normalize_spaces(f"_{middle[1]}_").strip("_"),) if middle is not None else ()


def read_time(text: str, language: Language) -> str:
    """Return a year, month or day of a field as the file has it: "1975-04". Raises FieldError if it is none."""
    words = " ".join(text.split())
    if not words or len(words) > _MOST:
        raise FieldError("There is no day here.", "Write a year, a month with its year, or a day.")
    for read in (_in_iso, _in_words):
        if (moment := read(words, language)) is not None:
            return str(moment)
    hint = date_hint(words)
    written = re.search(r"\d{4}-\d{2}(?:-\d{2})?$", hint or "")
    parts = [int(part) for part in re.findall(r"\d+", words)[:2]]
    if written is not None and (not re.fullmatch(r"[\d./-]+", words) or max(parts) > _MONTHS):
        return written[0]
    if written is not None:
        shown = time_text(read_iso(written[0]), language)
        raise FieldError(f"“{words}” can be read in two ways.", f"Write {shown} if you mean that.", shown)
    example = day_text(dt.date(1979, 1, 6), language)
    raise FieldError(f"“{words}” is not a day, month or year.", f"Write it as {example}.")


def _in_iso(words: str, _: Language) -> Moment | None:
    try:
        return read_iso(words)
    except ValueError:
        return None


def _in_words(words: str, language: Language) -> Moment | None:
    try:
        return parse_moment(words, language)
    except (UnreadableError, ValueError):
        pass
    try:
        period = parse_period(words, language)
    except (UnreadableError, ValueError):
        return None
    return period.begin if period.begin == period.end else None


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, the first of the next one if that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return dt.date(year, month + 2, 1)
