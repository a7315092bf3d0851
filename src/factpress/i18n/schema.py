"""The keys of `data/languages/*.yaml`."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field

from factpress.core.validation import Record, invalid, json_schema
from factpress.i18n.language_names import language_hint

ZEROS: Mapping[str, str] = MappingProxyType(
    {
        "latn": "0", "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "gujr": "૦", "guru": "੦", "khmr": "០",
        "knda": "೦", "laoo": "໐", "mlym": "൦", "mymr": "၀", "orya": "୦", "tamldec": "௦", "telu": "౦", "thai": "๐",
        "tibt": "༠",
    }
)  # fmt: skip
"""The digit zero of each decimal numbering system of CLDR; the other nine digits follow it in Unicode."""


def _placeholders(pattern: str) -> list[str]:
    try:
        fields = list(string.Formatter().parse(pattern))
    except ValueError:
        return ["?"]
    # a format or a conversion is kept, so that the result is not a valid placeholder
    return sorted(
        name + (f":{spec}" if spec else "") + (f"!{conversion}" if conversion else "")
        for _, name, spec, conversion in fields
        if name is not None
    )


def placeholder_error(pattern: str, names: tuple[str, ...]) -> str | None:
    """Return an error message if a pattern does not have exactly these placeholders; None if it does."""
    if _placeholders(pattern) == sorted(names):
        return None
    if not names:
        return f'"{pattern}" must not contain braces'
    shown = " and ".join("{" + name + "}" for name in names)
    return f'"{pattern}" must contain {shown}, each once, and nothing else in braces'


def _pattern(*names: str, optional: bool = False) -> Any:
    """A validator of patterns with exactly these placeholders."""

    def validate_pattern(pattern: str) -> str:
        error = placeholder_error(pattern, names)
        if error is not None and not (optional and not pattern):
            raise invalid("bad-pattern", error)
        return pattern

    return AfterValidator(validate_pattern)


WORD_PLACEHOLDERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "source-line": ("source",),
        "map-places": ("places",),
        "searched-in": ("query", "where", "date"),
        "asked-on": ("whom", "date"),
        "qr-code-for": ("address",),
        "new-from-the-facts": ("title",),
        "page-of": ("page", "pages"),
        "part": ("number",),
        "page-cue": ("page",),
        "correction-to": ("title",),
        "printed-on": ("date",),
        "printed-on-for": ("date", "purpose"),
        "page-places": ("places",),
        "pages-places": ("places",),
        "slide-places": ("places",),
        "slides-places": ("places",),
        "standing-was": ("standing",),
        "claims-behind": ("title",),
        "due-as-of": ("date",),
        "past-review": ("date",),
        "figure-named": ("number", "title"),
        "chart-named": ("title",),
        "claim-number": ("number",),
        "how-to-print-lead": ("title",),
        "sheets-of": ("paper",),
        "pages-with-blanks": ("pages", "blanks"),
        "printer-test-lead": ("paper", "flip"),
        "test-edges-text": ("margin",),
        "scale-of": ("length",),
        "ticket-thickness": ("thickness",),
        "ticket-cmyk": ("limit", "profile"),
        "finish-saddle": ("side",),
        "further-places": ("count",),
        "signed-by": ("name", "date"),
        "lapsed-by": ("name", "date"),
        "work-since": ("date",),
        "work-for": ("people",),
        "work-since-for": ("date", "people"),
        "as-of": ("date",),
        "text-messages": ("number",),
        "last-checked": ("date",),
        "last-called": ("date",),
        "read-in-copy": ("date",),
        "gift-does": ("gift", "does"),
    }
)
"""The interface words with placeholders, and their placeholders. All other words have none."""


_One = Annotated[str, _pattern("")]


class PhrasesRecord(Record):
    """How numbers, shares, rates and dates are put into words. Braces mark what is filled in."""

    about: _One = Field(description='A number that is roughly so: "about {}".')
    nearly: _One = Field(description='A number not quite reached: "nearly {}".')
    more_than: _One = Field(description='A number exceeded: "more than {}".')
    at_least: _One = Field(description='A lower bound: "at least {}".')
    less_than: _One = Field(description='A number not reached: "less than {}".')
    at_most: _One = Field(description='An upper bound: "at most {}".')
    amount: Annotated[str, _pattern("number", "unit")] = Field(description='A number and its unit: "{number} {unit}".')
    scaled: Annotated[str, _pattern("number", "scale")] = Field(
        description='A number and its scale, such as million: "{number} {scale}", with a no-break space.'
    )
    range: Annotated[str, _pattern("low", "high")] = Field(description='A range: "{low} to {high}".')
    share: Annotated[str, _pattern("share", "of")] = Field(description='A share of a whole: "{share} of {of}".')
    rate: Annotated[str, _pattern("amount", "base")] = Field(description='A rate: "{amount} per {base}".')
    day: Annotated[str, _pattern("day", "month", "year")] = Field(description='A day: "{day} {month} {year}".')
    month: Annotated[str, _pattern("month", "year")] = Field(description='A month of a year: "{month} {year}".')
    period: Annotated[str, _pattern("begin", "end")] = Field(description='A period: "{begin} to {end}".')
    day_month: Annotated[str, _pattern("day", "month", optional=True)] = Field(
        "", description='A day where the year follows later: "{day} {month}"; empty where the year cannot be left out.'
    )
    day_alone: Annotated[str, _pattern("day", optional=True)] = Field(
        "", description='A day where month and year follow later: "{day}"; empty where they cannot be left out.'
    )
    month_alone: Annotated[str, _pattern("month", optional=True)] = Field(
        "", description='A month where the year follows later: "{month}"; empty where the year cannot be left out.'
    )
    day_year: Annotated[str, _pattern("day", "year", optional=True)] = Field(
        "",
        description='A day where the month stands before: "{day}, {year}"; empty where the month cannot be left out.',
    )
    period_of_days: Annotated[str, _pattern("begin", "end", optional=True)] = Field(
        "", description='A period that begins with a day and its year, where it differs: "{begin}, to {end}".'
    )
    am: Annotated[str, _pattern(optional=True)] = Field(
        "", description="After a time before noon, on a clock of twelve hours: am; empty for the word of CLDR."
    )
    pm: Annotated[str, _pattern(optional=True)] = Field(
        "", description="After a time from noon on, on a clock of twelve hours: pm; empty for the word of CLDR."
    )
    quotes: str = Field("“”‘’", min_length=4, max_length=4, description="Quotation marks, double then single.")


OPTIONAL_PHRASES = frozenset({"day_year", "period_of_days", "am", "pm"})
"""The phrases that the engine's English leaves out: a language without them is complete."""


class UnitRecord(Record):
    """A unit: the word after the number, by plural category of CLDR, or a sign."""

    zero: str | None = Field(None, description="The word where the language has a form for zero.")
    one: str | None = Field(None, description='The word for one: "person".')
    two: str | None = Field(None, description="The word for two, in languages that have one.")
    few: str | None = Field(None, description="The word for few, in languages that have one.")
    many: str | None = Field(None, description="The word for many, in languages that have one.")
    other: str | None = Field(None, min_length=1, description='The word for all other numbers: "people".')
    sign: Annotated[str, _pattern("")] | None = Field(None, description='A sign instead of words: "{}%" or "${}".')
    share: Annotated[str, _pattern("share", "of")] | None = Field(
        None, description='The pattern of a share in this unit, if it differs: "{share} {of}".'
    )

    whole: bool | None = Field(
        None, description="true if it is counted in whole numbers only, as people are: half of one is a mistake."
    )

    @property
    def forms(self) -> dict[str, str]:
        """The words that are given, by plural category."""
        given = {c: getattr(self, c) for c in ("zero", "one", "two", "few", "many", "other")}
        return {category: cast("str", form) for category, form in given.items() if form is not None}


class ScaleRecord(Record):
    """A word for a large number, used if the number then has at most three decimals."""

    number: int = Field(ge=1000, description="The value of the word: 1000000.")
    one: str | None = Field(None, description="The word after one, where it differs.")
    few: str | None = Field(None, description="The word after few, in languages that have such a form.")
    many: str | None = Field(None, description="The word after many, in languages that have such a form.")
    other: str = Field(min_length=1, description='The word: "million".')


class StandingRecord(Record):
    """A standing as a word, and its meaning."""

    word: str = Field(min_length=1, description='The word next to the mark: "Contested".')
    meaning: str = Field(min_length=1, description='What it means, in a sentence: "Reliable sources disagree."')
    brief: str = Field(
        "", description="What it means in a few words, for a slide; without it, the slide has the meaning."
    )


class StandingsRecord(Record):
    """The standings."""

    verified: StandingRecord = Field(description="The primary source was read and agrees.")
    reported: StandingRecord = Field(description="A named source says so; the record that it is based on was not read.")
    calculated: StandingRecord = Field(description="Our own sum or reading of sources that are named.")
    contested: StandingRecord = Field(description="Reliable sources disagree.")
    outdated: StandingRecord = Field(description="Replaced by newer work.")
    untraced: StandingRecord = Field(description="The statement was not found in the named source.")
    withdrawn: StandingRecord = Field(description="Kept for the record; never printed.")


_Phrases = list[Annotated[str, Field(min_length=1)]]


class HedgesRecord(Record):
    """Other ways to put how a number relates to the true value. A phrase without braces stands before the number."""

    about: _Phrases = Field(default_factory=list, description='Roughly so: [around, "{} or so"].')
    nearly: _Phrases = Field(default_factory=list, description="Not quite reached: [almost, close to].")
    more_than: _Phrases = Field(default_factory=list, description="Exceeded: [over, in excess of].")
    at_least: _Phrases = Field(default_factory=list, description='A lower bound: [no fewer than, "{} or more"].')
    less_than: _Phrases = Field(default_factory=list, description="Not reached: [under, fewer than].")
    at_most: _Phrases = Field(default_factory=list, description='An upper bound: [up to, no more than, "{} at most"].')


class ReadingRecord(Record):
    """How texts are read in this language, those of others too. Lists that are left out are empty."""

    hedges: HedgesRecord = Field(
        default_factory=HedgesRecord.model_construct, description="Ways to put how a number relates to the true value."
    )
    between: _Phrases = Field(
        default_factory=list, description='Between the ends of a range: [to, "between {low} and {high}"].'
    )
    before_years: _Phrases = Field(default_factory=list, description="Words before a year: [in, since].")
    minus: _Phrases = Field(default_factory=list, description="Words before a negative number: [minus].")
    negations: _Phrases = Field(default_factory=list, description="Words that negate a sentence: [not, never].")
    persons: _Phrases = Field(
        default_factory=list,
        description="Words of the speaker and the listener: [we, you]. A sentence with one is not read as a fact.",
    )
    references: _Phrases = Field(
        default_factory=list,
        description='Words with numbers that state nothing: [page, figure, "{} edition"]. Braces mark the number.',
    )
    streets: _Phrases = Field(default_factory=list, description="Words or ends of words of streets: [Street, Road].")
    every: _Phrases = Field(
        default_factory=list, description="Words by which a title promises to be complete: [each, every, all]."
    )
    not_found: _Phrases = Field(
        default_factory=list, description='Phrases that say that no source was found: [found none, "no source"].'
    )


LANGUAGE_TAG = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
"""The BCP 47 tags that are accepted."""


def _tag(written: str) -> str:
    if not re.fullmatch(LANGUAGE_TAG, written):
        hint = language_hint(written) or 'write one such as "en-GB" or "km"'
        raise invalid("bad-language", f'"{written}" is not a language tag', hint)
    return written


LanguageTag = Annotated[
    str,
    AfterValidator(_tag),
]


def _locale(written: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(written, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        hint = 'write one such as "en-GB" or "km"'
        raise invalid("unknown-locale", f'CLDR knows no locale "{written}"', hint) from None
    return written


class LanguageRecord(Record):
    """A language: its digits, how it writes numbers and dates, and its interface words."""

    name: str = Field(min_length=1, description="The language's name in itself: English.")
    locale: Annotated[str, AfterValidator(_locale)] = Field(description="CLDR locale of separators and plurals: en-GB.")
    digits: str = Field(description="Numbering system of CLDR: latn, khmr, …", json_schema_extra={"enum": list(ZEROS)})
    script: str = Field(pattern=r"^[A-Z][a-z]{3}$", description="Script by ISO 15924: Latn, Khmr, …")
    direction: Literal["ltr", "rtl"] = Field(description="ltr from left to right, rtl from right to left.")
    scales: dict[str, ScaleRecord] = Field(description="Words for large round numbers.")
    phrases: PhrasesRecord = Field(description="How numbers and dates are put into words.")
    months: list[Annotated[str, Field(min_length=1)]] = Field(
        min_length=12, max_length=12, description="The twelve months."
    )
    units: dict[str, UnitRecord] = Field(description="Units by their id, as facts name them.")
    words: dict[str, str] = Field(
        description='Words of the interface, by key. Braces mark what is filled in: "Source: {source}".'
    )
    standings: StandingsRecord = Field(description="The words of the standings.")
    levels: dict[str, str] = Field(default_factory=dict, description="Words for levels of scales, by id.")
    number_words: dict[str, int] = Field(description="Words for numbers, with their value. Texts must not use them.")
    number_phrases: list[Annotated[str, Field(min_length=1)]] = Field(
        default_factory=list, description="Phrases that are numbers: half of, a quarter of."
    )
    free_number_words: dict[str, int] = Field(default_factory=dict, description="Words for numbers that texts may use.")
    fractions: dict[str, Annotated[int, Field(ge=2)]] = Field(
        default_factory=dict, description="Words for parts, with the number of parts in a whole: {thirds: 3}."
    )
    amounts: dict[str, int] = Field(
        default_factory=dict,
        description="Other phrases that state a number: {twice as: 2, scores of: 20}.",
    )
    reading: ReadingRecord = Field(
        default_factory=ReadingRecord.model_construct, description="How the audit reads files of others."
    )


def language_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a language's file. No key is required: it may be an overlay of three lines."""
    schema = json_schema(LanguageRecord, "A language")
    for part in (schema, schema["$defs"]["PhrasesRecord"], schema["$defs"]["StandingsRecord"]):
        part.pop("required", None)
    return schema
