"""What a text asks for by name: a claim, its value, one point of a series. What is not there is reported."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.publication.facts.claims import Claim, FactBook, Moment, Period, Quantity, Series, Standing, Steps, Value


@dataclass(frozen=True, slots=True)
class Found:
    """A claim's value that a text asks for, and the point of its series, if it asked for one."""

    claim: Claim
    value: Value
    moment: Moment | None = None

    @property
    def key(self) -> str:
        """The value's key as it is cited: "wdi" or "wdi@1979"."""
        return self.value.key + (f"@{self.moment}" if self.moment else "")


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks up what a text names, and reports what is not there."""

    book: FactBook
    problems: Problems

    def claim(self, name: str, place: Location) -> Claim | None:
        """The claim of that id; None, with an error, where there is none that may be printed.

        A claim whose own errors are reported is None without another word.
        """
        claim = self.book.claims.get(name)
        if name in self.book.faulty or (claim is None and self.book.unread):
            return None
        if claim is None:
            hint = did_you_mean(name, self.book.claims)
            self.problems.error("unknown-claim", f'there is no claim "{name}"', place, hint)
        elif claim.standing is Standing.WITHDRAWN:
            hint = "a withdrawn claim is kept for the record and never printed; take it out of the text"
            self.problems.error("withdrawn-claim", f'the claim "{name}" is withdrawn', place, hint)
            return None
        return claim

    def find(self, target: str, place: Location) -> Found | None:
        """What "claim", "claim/key" or "claim/key@1979" names; None, with an error, where it names nothing."""
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
        measure = value.measure
        moments = (
            [m for m, _ in measure.points]
            if isinstance(measure, Series)
            else [span.begin for span, _ in measure.spans]
            if isinstance(measure, Steps)
            else []
        )
        at = next((m for m in moments if str(m) == moment), None)
        if at is None:
            hint = did_you_mean(moment, [str(m) for m in moments]) if moments else "only a series has points"
            self.problems.error("unknown-value", f'"{path}" has nothing at {moment}', place, hint)
            return None
        return Found(claim, value, at)

    def quantity(self, found: Found, place: Location) -> Quantity | None:
        """The quantity that was asked for; None, with an error, where the value is none."""
        match found.value.measure:
            case Quantity() as quantity:
                return quantity
            case Series(points) if found.moment is not None:
                return next(q for m, q in points if m == found.moment)
            case Series():
                hint = f"name one point of it: {found.claim.id}/{found.value.key}@{found.value.measure.points[0][0]}"
                self.problems.error("not-a-number", f'"{found.claim.id}/{found.value.key}" is a series', place, hint)
            case _:
                hint = "say its time: {period}, {years}, {begin} or {end}"
                self.problems.error("not-a-number", f'"{found.claim.id}/{found.value.key}" has no number', place, hint)
        return None

    def when(self, found: Found, place: Location) -> Period | None:
        """The time of what was found; None, with an error, where it has none."""
        when = Period(found.moment, found.moment) if found.moment is not None else found.value.when
        if when is None:
            hint = "give the value a period or an as_of"
            self.problems.error("no-time", f'"{found.claim.id}/{found.value.key}" has no time', place, hint)
        return when
