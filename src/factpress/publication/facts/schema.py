"""The keys of `data/facts/*.yaml`.

The records are flat, without unions of kinds of values, so that each error names one key. Rules about several keys are
checked in `measures` and `load`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal, cast

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema

from factpress.core.error_messages import describe
from factpress.core.validation import (
    Day,
    Number,
    OneOrMany,
    Record,
    RequiredText,
    as_list,
    invalid,
    mapping_schema,
    number_of,
    required_text,
)
from factpress.core.written_numbers import measure_hint, read_written
from factpress.publication.facts.claims import Qualifier
from factpress.publication.facts.dates import IsoMoment, IsoPeriod, read_iso, read_iso_period
from factpress.publication.yaml_entries import Id, by_id

QUALIFIERS = tuple(q.value for q in Qualifier)
PERCENT = "percent"
MEASURES = (*QUALIFIERS, "range", "series", "steps")


def _spaced(text: str) -> str:
    return " ".join(required_text(text).split())


def _pair(value: object) -> tuple[Decimal, Decimal]:
    ends = list(cast("list[object]", value)) if isinstance(value, list | tuple) else []
    if len(ends) == 4 and all(re.fullmatch(r"\d{1,3}", str(end), re.ASCII) for end in ends):
        # [3,000, 5,200] is four items to YAML
        low, high = (read_written(f"{ends[i]},{ends[i + 1]}") for i in (0, 2))
        if low is not None and high is not None:
            hint = f"a comma separates items; write [{low.number}, {high.number}]"
            raise invalid("bad-range", "expected two numbers, found four", hint)
    if len(ends) != 2:
        read = read_written(value) if isinstance(value, str) else None
        hint = f"write [{read.number}, {read.high}]" if read and read.high else "write [low, high]: [500000, 2000000]"
        raise invalid("bad-range", f"expected two numbers, found {describe(cast('object', value))}", hint)
    low, high = (number_of(end) for end in ends)
    if low > high:
        raise invalid("range-reversed", f"the range begins at {low} and ends at {high}", f"write [{high}, {low}]")
    if low == high:
        raise invalid("range-reversed", f"both ends of the range are {low}", f"write exactly: {low}")
    return low, high


def _measured(value: object, info: ValidationInfo) -> Decimal:
    """A number of a value. The hint of an error names the keys that the number needs."""
    if isinstance(value, str):
        message = f"expected a number, found {describe(value)}"
        raise invalid("wrong-type", message, measure_hint(value, info.field_name or ""))
    return number_of(value)


def _reading(value: object) -> Decimal | tuple[Decimal, Decimal]:
    return _pair(cast("object", value)) if isinstance(value, list | tuple) else number_of(value)


def _moment_key(key: str) -> str:
    read_iso(key)
    return key


def _period_key(key: str) -> str:
    read_iso_period(key)
    return key


Measured = Annotated[Decimal, BeforeValidator(_measured), PlainSerializer(float), WithJsonSchema({"type": "number"})]
Spaced = Annotated[str, AfterValidator(_spaced)]
Pair = Annotated[
    tuple[Decimal, Decimal],
    BeforeValidator(_pair),
    WithJsonSchema({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
]
Reading = Annotated[
    Decimal | tuple[Decimal, Decimal],
    BeforeValidator(_reading),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}]}
    ),
]


class CiteRecord(Record):
    """A citation of a source."""

    source: str = Field(description="Id of the source in data/sources.yaml.")
    locator: RequiredText | None = Field(None, description="Where in it: p. 4, para. 141.")
    seen_in: str | None = Field(None, description="Id of the source we saw it in, if we did not read the cited one.")
    read: Literal["whole", "passage", "excerpt", "secondhand"] | None = Field(
        None,
        description="How we read it. whole: all of it; passage: the sentence or table that states the value, at the "
        "locator; excerpt: a part of it; secondhand: an account by others.",
    )


class SignOffRecord(Record):
    """Who signed the claim, on which day."""

    by: Spaced = Field(description="The name, as it was signed.")
    on: Day = Field(description="The day of the signature.")


class SearchRecord(Record):
    """A search for the source of a claim."""

    query: Spaced = Field(description="What was searched for, as it was typed.")
    where: Spaced = Field(description="Where: a search engine, a library, an archive, a website.")
    on: Day = Field(description="The day of the search.")


class InquiryRecord(Record):
    """A question to a person or an organisation who may know the source of a claim."""

    whom: Spaced = Field(description="Whom we asked.")
    on: Day = Field(description="The day of the question.")
    answer: Spaced | None = Field(None, description="The answer, in a sentence; without it, there is none yet.")


class BaseRecord(Record):
    """What a rate is measured against."""

    number: Number = Field(description="Per how many: 1000.")
    unit: str = Field(description="Per how many of what: people.")


Cites = Annotated[list[CiteRecord], BeforeValidator(as_list), OneOrMany()]
_Searches = Annotated[list[SearchRecord], BeforeValidator(as_list), OneOrMany()]
_Inquiries = Annotated[list[InquiryRecord], BeforeValidator(as_list), OneOrMany()]
_SignOffs = Annotated[list[SignOffRecord], BeforeValidator(as_list), OneOrMany()]


class SeriesFileRecord(Record):
    """A table that has the numbers of a series: a CSV or XLSX file."""

    file: RequiredText = Field(description="Its path: data/series/visitors.csv.")
    sheet: RequiredText | None = Field(None, description="The name of the sheet in a workbook that has several.")
    period: RequiredText | None = Field(None, description="The title of the column with years or dates.")
    value: RequiredText | None = Field(None, description="The title of the column with the numbers.")
    numbers: RequiredText | None = Field(
        None, description='How the table would write 1234.5, if not as the language does: "1.234,5".'
    )


class _OrFile:
    """Annotation of a series, which may be a `SeriesFileRecord`, so that the JSON Schema allows both."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema of the numbers or of the file."""
        return {"anyOf": [SeriesFileRecord.model_json_schema(by_alias=True), handler(core)]}


class ValueRecord(Record):
    """A value of a claim: a number with its qualifier, a range, a series, steps, or only a period."""

    key: Id | None = Field(None, description="How texts address it: claim/key; without one its position, 1, 2, …")
    exactly: Measured | None = Field(None, description="An exact number.")
    about: Measured | None = Field(None, description="An approximate number.")
    nearly: Measured | None = Field(None, description="A number that is not quite reached.")
    more_than: Measured | None = Field(None, description="A number that is exceeded.")
    at_least: Measured | None = Field(None, description="A lower bound.")
    less_than: Measured | None = Field(None, description="A number that is not reached.")
    at_most: Measured | None = Field(None, description="An upper bound.")
    range_: Pair | None = Field(None, description="From low to high: [500000, 2000000]. It has no midpoint.")
    series: Annotated[dict[Annotated[str, AfterValidator(_moment_key)], Reading], _OrFile()] | None = Field(
        None,
        description="A number, or [low, high], for each year or day: {1970: 6639182, 1974: 6783240}; or a table that "
        "has them: {file: data/series/visitors.csv}.",
    )
    steps: dict[Annotated[str, AfterValidator(_period_key)], str] | None = Field(
        None, description="A level for each year or period: {2001: tier-2, 2006/2007: watch-list}."
    )
    levels: list[str] | None = Field(None, description="The levels of the scale of steps, from low to high.")
    unit: str | None = Field(None, description="What is counted or measured: people, percent, …")
    of: Spaced | None = Field(None, description="What a share is a share of: people trafficked across borders.")
    per: BaseRecord | None = Field(None, description="What a rate is measured against: {number: 1000, unit: people}.")
    period: IsoPeriod | None = Field(None, description="The time it speaks of: 1975/1979, 1975-04-17/1979-01-06.")
    as_of: IsoMoment | None = Field(None, description="The moment at which it was so: 2016, 2016-03.")
    published: IsoMoment | None = Field(None, description="When a series was published: its vintage.")
    place: RequiredText | None = Field(None, description="The place it speaks of.")
    definition: RequiredText | None = Field(None, description="What exactly is counted.")
    concerns: RequiredText | None = Field(
        None, description="What it is mostly about, where like counts must not be mixed: labour, sexual exploitation."
    )
    counts: Literal["stock", "flow"] | None = Field(
        None, description="stock: so many at one time; flow: so many over a period."
    )
    calculation: RequiredText | None = Field(
        None, description="Our own arithmetic, in words, if no source gives the number."
    )
    cites: Cites = Field(
        default_factory=list[CiteRecord], description="The sources of the value; by default those of the claim."
    )


class AnswerRecord(Record):
    """An answer to a warning that may stand, as the text deals with it."""

    finding: str = Field(description="The code of the warning: part-exceeds-whole.")
    claim: str | None = Field(None, description="Id of the other claim that it names; without it, any.")
    because: RequiredText = Field(description="Why the warning may stand: how the text deals with it.")


class ClaimRecord(Record):
    """A claim: its text, its values, its sources and its standing."""

    claim: RequiredText = Field(description="What is claimed, in words; may state values by role.")
    as_supplied: RequiredText | None = Field(None, description="The words as supplied, to the letter; never corrected.")
    attribution: RequiredText | None = Field(None, description="The attribution as it was supplied, in words.")
    attributed_to: str | None = Field(None, description="Id of the source under which it was supplied.")
    standing: Literal["verified", "reported", "calculated", "contested", "outdated", "untraced", "withdrawn"] = Field(
        description="How well the claim has been verified."
    )
    reason: str = Field(
        "",
        description="The reason for the standing; may state values by role. Not needed if verified, or if calculated "
        "and each value has a calculation.",
    )
    says: Spaced | None = Field(
        None, description="The claim as one sentence for the page; may state values by role. Printed by {says}."
    )
    finding: Spaced | None = Field(
        None, description="What we found, as the headline of a tested sentence; may state values by role."
    )
    values: list[ValueRecord] = Field(default_factory=list[ValueRecord], description="The values of the claim.")
    cites: Cites = Field(default_factory=list[CiteRecord], description="The sources of the claim as a whole.")
    searched: _Searches = Field(
        default_factory=list[SearchRecord],
        description="Searches for its source: {query: …, where: …, on: 2026-11-22}.",
    )
    asked: _Inquiries = Field(
        default_factory=list[InquiryRecord],
        description="Whom we asked about it: {whom: …, on: 2026-11-22, answer: …}.",
    )
    checked: Day | None = Field(None, description="The day on which we last checked it.")
    review_by: Day | None = Field(None, description="The day by which it must be checked again.")
    answers: Annotated[list[AnswerRecord], BeforeValidator(as_list), OneOrMany()] = Field(
        default_factory=list[AnswerRecord], description="Answers to warnings of `factpress check` that may stand."
    )
    signed_off: _SignOffs = Field(
        default_factory=list[SignOffRecord],
        description="Who signed it, and when: {by: Name, on: 2026-11-22}.",
    )


def facts_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the files in `data/facts`."""
    return by_id(mapping_schema(ClaimRecord, "Claims", "Claims by id. The id is how texts address a claim."))
