"""Find the numbers of a text that state nothing: telephone numbers, addresses, dates, page numbers, identifiers.

What has a unit, a sign, a hedge or a base is a statement, whatever is around it. In doubt, a number is a statement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factpress.audit.statements import FoundStatement
from factpress.core.web_addresses import find_addresses
from factpress.document.parse.number_runs import IBAN, VERSE
from factpress.i18n import Language
from factpress.i18n.text_numbers import Number

_DASH = r"[-‐‑‒–—]"
_UPPER = r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]"
_STRICT = (
    (re.compile(r"\b(?:doi:?\s?)?10\.\d{4,9}/\S+", re.IGNORECASE), "a DOI"),
    (re.compile(r"\b97[89][-–\s]?(?:\d[-–\s]?){9}[\dX]\b"), "an ISBN"),
    (re.compile(r"\bISBN(?:-1[03])?:?\s?(?:\d[-–\s]?){9,12}[\dX]\b", re.IGNORECASE), "an ISBN"),
    (re.compile(r"\bISSN:?\s?\d{4}[-–]\d{3}[\dX]\b", re.IGNORECASE), "an ISSN"),
    (IBAN, "an account"),
)
"""Forms that are references even if a unit follows."""
_STRICT_KINDS = frozenset({"a web address", *(kind for _, kind in _STRICT)})
_LOOSE = (
    (re.compile(r"(?<![\d/.,])\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/])"), "a date"),
    (VERSE, "a verse"),
    (re.compile(r"(?<![\w+])\+\d{1,3}[\s()/.–-]{1,2}\d[\d \u00a0()/.–-]{5,20}\d(?!\d|,\d)"), "a telephone number"),
    (re.compile(r"(?<![\w+])\(0\d{1,5}\)[\s/-]?\d[\d \u00a0/–-]{3,16}\d(?!\d|,\d)"), "a telephone number"),
    (re.compile(r"(?<![\w+.,])0\d{2,5}[ \u00a0/–-]\d[\d \u00a0/–-]{3,14}\d(?!\d|,\d)"), "a telephone number"),
    (re.compile(r"(?<![\d:.,])\d{1,2}:\d{2}(?::\d{2})?(?!\d|[:.,]\d)(?:\s?[ap]\.?m\b)?", re.IGNORECASE), "a time"),
    (re.compile(r"(?<![\d:.,])\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m(?:\.|\b)", re.IGNORECASE), "a time"),
    (re.compile(r"(?<![\w.,])v?\d{1,4}(?:\.\d{1,6}){2,6}(?![\w.]\d)", re.IGNORECASE), "a version"),
    (re.compile(r"(?<![\w.,])v\.?\s?\d{1,4}(?:\.\d{1,6}){1,6}", re.IGNORECASE), "a version"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"), "a postcode"),
    (re.compile(r"\b[A-Z]{1,2}[-–]\d{4,6}\b|(?<=, )[A-Z]{2}\s\d{5}(?:-\d{4})?\b"), "a postcode"),
    (re.compile(r"[©#№§]\s?\d[\d.]{0,20}"), "a number of something"),
    (re.compile(r"(?<![\w.,-])\d{2,6}(?:-\d{2,6}){2,6}(?![\w-])"), "an account"),
    (re.compile(r"(?<![\w.,])\d{10,}(?![\w%]|[.,]\d)"), "an identifier"),
    (re.compile(rf"(?<![^\W_])(?:{_UPPER}[\w’']{{0,15}}-|{_UPPER}{{1,4}})\d{{1,6}}(?![\d.,]\d|\s?%)"), "a name"),
    (
        re.compile(rf"\((?:{_UPPER}[\w.’'-]{{1,30}}[,;&]?\s(?:(?:and|et al\.?,?)\s)?){{1,4}}\d{{4}}[a-z]?\)"),
        "a citation",
    ),
)
"""Forms that are references unless one of their numbers has a unit."""

_CURRENCIES = frozenset("USD EUR GBP CHF JPY CNY INR KHR THB VND AUD CAD NZD SEK NOK DKK PLN US R RM RS".split())  # noqa: SIM905
_HEADING = re.compile(rf"(?:^|(?<=\n))[ \t]*\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}\.?[ \t]+(?={_UPPER}|\d)")
_LIST_ITEM = re.compile(r"(?:\A|(?<=[.!?:;]\n)|(?<=[.!?:;]\r\n)|(?<=\n\n))[ \t]*\(?\d{1,3}[.)][ \t]+")
_NOTE_CALL = re.compile(r"(?<=[.!?\"”’)])[ \t]{0,20}(?<!\d)(\d{1,3})[ \t]*(?=\r?\n|\Z)")
_NOTE = re.compile(rf"(?:\A|(?<=\n))[ \t]*(\d{{1,3}})[ \t]+(?={_UPPER})")
_ALONE = re.compile(rf"(?:^|(?<=\n))[ \t]*(?:{_DASH}[ \t]?)?(\d{{1,4}})(?:[ \t]?{_DASH})?[ \t]*(?=\r?\n|\Z)")
_JOINT = re.compile(rf"[ \t\u00a0]?(?:{_DASH}|/|&|and|to)[ \t\u00a0]?", re.IGNORECASE)
_BACK = 32


def find_references(text: str, found: Sequence[FoundStatement], language: Language) -> Mapping[int, str]:
    """What each reference of a text is, by the start of its number. `found` are the statements of the text."""
    words = _words(language.reading.references, language.reading.streets, language.words.get("page-of", ""))
    stated = {number.start for one in found if _is_stated(one) for number in one.numbers}
    listed = [number for one in found for number in one.numbers]
    starts = [number.start for number in listed]
    kinds: dict[int, str] = {}
    for low, high, kind in (*_strict(text), *_loose(text, found, words, listed)):
        inside = starts[bisect_left(starts, low) : bisect_left(starts, high)]
        if kind in _STRICT_KINDS or stated.isdisjoint(inside):
            kinds.update({start: kind for start in inside if start not in kinds})
    for start in _notes(text, kinds, starts):
        if start not in stated:
            kinds.setdefault(start, "a note")
    return kinds


def _strict(text: str) -> Iterator[tuple[int, int, str]]:
    for low, high in find_addresses(text):
        yield low, high, "a web address"
    for pattern, kind in _STRICT:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind


def _loose(
    text: str, found: Sequence[FoundStatement], words: _Words, listed: Sequence[Number]
) -> Iterator[tuple[int, int, str]]:
    for one in found:
        if one.is_date and not one.hedge and (one.when is None or one.when.begin.month or one.when.end.month):
            yield one.start, one.end, "a date"
        for number in one.numbers:
            if number.raised:
                yield number.start, number.end, "a raised figure"
    spans = {(number.start, number.end) for number in listed}
    for pattern, kind in _LOOSE:
        for match in pattern.finditer(text):
            is_number = kind == "a version" and match.span() in spans  # 1.000.000 in a language with points
            is_money = kind == "a name" and match[0].rstrip("0123456789-") in _CURRENCIES
            if not is_number and not is_money:
                yield match.start(), match.end(), kind
    for pattern, kind in ((words.street, "an address"), (_HEADING, "a heading"), (_LIST_ITEM, "an item of a list")):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind
    for number in _with_words(text, listed, words):
        yield number.start, number.end, "a page, figure or other reference"


def numbers_alone(text: str) -> Iterator[tuple[int, int]]:
    """The offset and value of each number that is alone on a line, as page numbers are."""
    for match in _ALONE.finditer(text):
        yield match.start(1), int(match[1])


def _is_stated(one: FoundStatement) -> bool:
    """Whether something at a number makes it a statement: a unit, a sign, a scale, a base, a hedge."""
    scaled = any(number.in_words or number.scaled is not None or number.disguised for number in one.numbers)
    is_plain = one.is_date or one.numbers[0].raised
    return bool((one.unit and one.adjacent) or one.base or one.hedge or scaled) and not is_plain


def _with_words(text: str, listed: Sequence[Number], words: _Words) -> Iterator[Number]:
    """The numbers after or before words such as "page", and those joined to them: "pp. 5-7", "page 7 of 24"."""
    joined = False
    for i, number in enumerate(listed):
        gap = text[listed[i - 1].end : number.start] if i else "\n"
        # "pp. 5-7", "page 7 of 24"; "tel. 555 1234", but not the first row of a table, "Table 4 12 15"
        is_joint = gap.strip().lower() == words.page_of or _JOINT.fullmatch(gap) is not None
        is_group = not gap.strip(" \u00a0") and all(_is_long(n, text) for n in listed[max(i - 1, 0) : i + 1])
        joined = joined and len(gap) < _BACK and (is_joint or is_group)
        before = text[max(0, number.start - _BACK) : number.start].rstrip(" \t\u00a0:#(").lower()
        joined = joined or _ends_with_word(before, words.before)
        after = text[number.end : number.end + _BACK].lower()
        is_before_word = words.after.match(after) is not None
        if joined or is_before_word:
            yield number


def _is_long(number: Number, text: str) -> bool:
    """Whether a number is a group of three or more digits without separators."""
    return number.end - number.start >= 3 and text[number.start : number.end].isdecimal()


def _ends_with_word(text: str, words: tuple[str, ...]) -> bool:
    if not text.endswith(words):
        return False
    return any(text.endswith(word) and not text[: -len(word)][-1:].isalnum() for word in words)


def _notes(text: str, kinds: Mapping[int, str], starts: Sequence[int]) -> Iterator[int]:
    """The numbers that call notes at the ends of sentences, and those that begin the notes."""
    known, called = set(starts), set[str]()
    for match in _NOTE_CALL.finditer(text):
        called.add(match[1])
        if match.start(1) in known:
            yield match.start(1)
    references = sorted(kinds)
    for match in _NOTE.finditer(text):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        cites = bisect_left(references, end) > bisect_left(references, match.end())
        if match.start(1) in known and (match[1] in called or cites):
            yield match.start(1)


@dataclass(frozen=True, slots=True)
class _Words:
    before: tuple[str, ...]
    after: re.Pattern[str]
    street: re.Pattern[str]
    page_of: str


@lru_cache(maxsize=8)
def _words(references: tuple[str, ...], streets: tuple[str, ...], page_of: str) -> _Words:
    before = tuple(word.lower() for word in references if "{}" not in word)
    after = _any(word.partition("{}")[2].strip().lower() for word in references if "{}" in word)
    names = "|".join(_any_case(word) for word in sorted(streets, key=len, reverse=True)) or "(?!)"
    street = (
        rf"(?<![\w.,])\d{{1,4}}[a-z]?[ \u00a0](?:{_UPPER}[\w’'.-]{{0,30}}[ \u00a0]){{1,4}}(?:{names})(?!\w)"
        rf"|(?<!\w)[^\W\d_]{{0,30}}(?:{names})[ \u00a0]\d{{1,4}}[a-z]?(?![\w.,]\d)"
    )
    return _Words(
        before=before,
        after=re.compile(rf"[a-z.]{{0,3}}\s(?:{after})(?!\w)"),
        street=re.compile(street),
        page_of=page_of.partition("{page}")[2].partition("{pages}")[0].strip().lower() or "\0",
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"


def _any_case(word: str) -> str:
    """A word with a capital, as names of streets have; an end of a word, given with a hyphen, as it is written."""
    return re.escape(word.lstrip("-")) if word.startswith("-") else re.escape(word[:1].upper() + word[1:])
