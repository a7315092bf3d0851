"""Claims and values by name, and their text for each role. What does not exist is reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.document.wording.dates import format_period, in_years
from factpress.document.wording.quantities import format_number, format_quantity
from factpress.i18n import Language
from factpress.publication.facts.claims import Citation, Claim, FactBook, Quantity, Series, Standing, Steps, Value
from factpress.publication.facts.dates import Moment, Period

TIME_ROLES: Mapping[str, Callable[[Period], Period]] = {
    "period": lambda when: when,
    "years": in_years,
    "begin": lambda when: Period(when.begin, when.begin),
    "end": lambda when: Period(when.end, when.end),
    "year-begin": lambda when: in_years(Period(when.begin, when.begin)),
    "year-end": lambda when: in_years(Period(when.end, when.end)),
}
"""The roles that state the time of a value, each with the part of the period that it states."""

VALUE_ROLES = ("claim", "number", *TIME_ROLES)
"""The roles that state a value."""

SAYS = "says"
"""The role that states the sentence of a claim."""

ROLES = frozenset({*VALUE_ROLES, SAYS, "cite", "lang", "consent"})
"""The roles that a text may use; the last three state nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim's value that a text names, with the moment of its series if it names one."""

    claim: Claim
    value: Value
    moment: Moment | None = None

    @property
    def key(self) -> str:
        """The value's key as it is cited: "wdi" or "wdi@1979"."""
        return self.value.key + (f"@{self.moment}" if self.moment else "")

    @property
    def level(self) -> str | None:
        """The level of a scale at the moment, else its last one; None if the value is no scale."""
        if not isinstance(self.value.measure, Steps):
            return None
        spans = self.value.measure.spans
        return next((level for span, level in spans if span.begin == self.moment), spans[-1][1])


def citations_of(claim: Claim, value: Value | None) -> tuple[Citation, ...]:
    """The citations of a value: its own, else those of the claim, else the source that the claim is attributed to."""
    supplied = (Citation(claim.attributed_to),) if claim.attributed_to else ()
    return (value.cites if value is not None else ()) or claim.cites or supplied


@dataclass(frozen=True, slots=True)
class FactLookup:
    """Looks up claims and values by name, formats them in a language, and reports what does not exist."""

    book: FactBook
    language: Language
    problems: Problems

    def claim(self, name: str, place: Location) -> Claim | None:
        """The claim with that id; None, with an error, if there is none that may be printed.

        For a claim whose own errors are already reported: None without a further error.
        """
        claim = self.book.claims.get(name)
        if name in self.book.faulty or (claim is None and self.book.unread):
            return None
        if claim is None:
            hint = did_you_mean(name, self.book.claims)
            self.problems.error("unknown-claim", f'there is no claim "{name}"', place, hint)
        elif claim.standing is Standing.WITHDRAWN:
            hint = "a withdrawn claim is kept for the record and never printed; remove it from the text"
            self.problems.error("withdrawn-claim", f'the claim "{name}" is withdrawn', place, hint)
            return None
        return claim

    def claim_with_sentence(self, target: str, place: Location) -> Claim | None:
        """The claim with that id; None, with an error, if there is none that may be printed, or it has no sentence."""
        name = target.partition("/")[0].partition("@")[0]
        claim = self.claim(name, place)
        if claim is None:
            return None
        if name != target:
            hint = f"write {{says}}`{name}`, or {{claim}}`{target}` for the value"
            self.problems.error("bad-role", f'a sentence belongs to a claim, not to a value: "{target}"', place, hint)
            return None
        if not claim.says:
            hint = f"give the claim its sentence: says: …, or state a value of it: {{claim}}`{name}`"
            self.problems.error("no-sentence", f'the claim "{name}" has no sentence', place, hint)
            return None
        return claim

    def find(self, target: str, place: Location) -> Found | None:
        """The value that "claim", "claim/key" or "claim/key@1979" names; None, with an error, if there is none."""
        path, _, moment = target.partition("@")
        name, _, key = path.partition("/")
        claim = self.claim(name, place)
        if claim is None:
            return None
        value = claim.value(key or None)
        if value is None:
            hint = did_you_mean(key, [v.key for v in claim.values])
            what = f'has no value "{key}"' if key else "has no value"
            self.problems.error("unknown-value", f'the claim "{name}" {what}', place, hint)
            return None
        if not moment:
            return Found(claim, value)
        match value.measure:
            case Series(points):
                moments = [moment for moment, _ in points]
            case Steps(spans):
                moments = [span.begin for span, _ in spans]
            case _:
                moments = []
        at = next((m for m in moments if str(m) == moment), None)
        if at is None:
            hint = did_you_mean(moment, [str(m) for m in moments]) if moments else "only a series has points"
            self.problems.error("unknown-value", f'"{path}" has nothing at {moment}', place, hint)
            return None
        return Found(claim, value, at)

    def quantity(self, found: Found, place: Location) -> Quantity | None:
        """The quantity of a found value; None, with an error, if the value has none."""
        match found.value.measure:
            case Quantity() as quantity:
                return quantity
            case Series(points) if found.moment is not None:
                return next(q for m, q in points if m == found.moment)
            case Series():
                hint = f"name one point of it: {found.claim.id}/{found.value.key}@{found.value.measure.points[0][0]}"
                self.problems.error("not-a-number", f'"{found.claim.id}/{found.value.key}" is a series', place, hint)
            case _:
                hint = "state its time: {period}, {years}, {begin} or {end}"
                self.problems.error("not-a-number", f'"{found.claim.id}/{found.value.key}" has no number', place, hint)
        return None

    def when(self, found: Found, place: Location) -> Period | None:
        """The time of a found value; None, with an error, if it has none."""
        when = Period(found.moment, found.moment) if found.moment is not None else found.value.when
        if when is None:
            hint = "give the value a period or an as_of"
            self.problems.error("no-time", f'"{found.claim.id}/{found.value.key}" has no time', place, hint)
        return when

    def text(self, found: Found, place: Location, *, unit: bool = True) -> str | None:
        """The value as text, with or without its unit; None, with an error, if it has no number."""
        if found.level is not None:
            return self.language.level(found.level)
        quantity = self.quantity(found, place)
        if quantity is None:
            return None
        return format_quantity(quantity, self.language) if unit else format_number(quantity, self.language)

    def role_text(self, role: str, found: Found, place: Location) -> str | None:
        """The value as text in that role; None, with an error, if the value has no number or time for it."""
        if role not in TIME_ROLES:
            return self.text(found, place, unit=role != "number")
        when = self.when(found, place)
        return None if when is None else format_period(TIME_ROLES[role](when), self.language)
