"""A rule: its code, its severity, and the function that yields its findings, whose docstring explains it.

The docstring has four parts, which `factpress check --explain CODE` prints: its first paragraph says what is found;
"Why:" the reason; "Bad:" an example that the rule finds, and "Good:" the same as it should be. The examples are data
files, indented; a line `# data/…` begins a file, and without one the example is a file of claims. Tests run them.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from textwrap import dedent

from factpress.checks.context import Subject
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.publication.facts.claims import Answer, FactBook


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken.

    `related` are the other places that the message speaks of, `claims` the ids of the claims, any of which may answer.
    """

    message: str
    location: Location | None
    hint: str | None = None
    related: tuple[Location, ...] = ()
    claims: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The four parts of a rule's docstring."""

    what: str
    why: str
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A lint rule. One with `from_absence` reports what is missing, so it needs a publication read without errors."""

    code: str
    severity: Severity
    find: Callable[[Subject], Iterable[Finding]]
    from_absence: bool = False

    @property
    def explanation(self) -> Explanation:
        """What the rule's docstring says, part by part; a part that is missing is empty."""
        parts = re.split(r"(?m)^(Why|Bad|Good):[ ]*\n?", inspect.getdoc(self.find) or "")
        named = dict(zip(parts[1::2], parts[2::2], strict=True))
        what, why = (" ".join(text.split()) for text in (parts[0], named.get("Why", "")))
        return Explanation(what, why, *(dedent(named.get(name, "")).strip("\n") for name in ("Bad", "Good")))

    def examine(self, subject: Subject) -> list[Diagnostic]:
        """What the rule finds; a warning that the editor has answered is information."""
        return [self.diagnosed(found, subject.book) for found in self.find(subject)]

    def diagnosed(self, found: Finding, book: FactBook) -> Diagnostic:
        """The finding as it is reported."""
        answer = self.answer_to(found, book)
        severity = self.severity if answer is None else Severity.INFORMATION
        because = answer.because if answer is not None else None
        return Diagnostic(self.code, found.message, found.location, found.hint, severity, found.related, because)

    def answer_to(self, found: Finding, book: FactBook) -> Answer | None:
        """The answer that one of the claims gives to a finding about it; None without one. Errors have no answer."""
        if self.severity is not Severity.WARNING:
            return None
        for name in sorted(found.claims & book.claims.keys()):
            for answer in book.claims[name].answers:
                if answer.finding == self.code and (answer.claim is None or answer.claim in found.claims - {name}):
                    return answer
        return None
