"""A rule: its code, its severity, and the function that finds its violations.

The docstring of the function explains the rule in four parts, which `factpress check --explain CODE` prints: the first
paragraph describes the finding; "Why:" gives the reason; "Bad:" is an example that has the finding, "Good:" a corrected
one. Examples are indented data files. A line `# data/…` begins each file; an example without such a line is a file of
claims. Tests run all examples.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from factpress.checks.context import CheckContext
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.publication.facts.claims import Answer, FactBook


@dataclass(frozen=True, slots=True)
class Finding:
    """One violation of a rule.

    `related` are other places that the message refers to. Each of `claims` may have an answer to the finding;
    `answered` is an answer that stands where the finding is.
    """

    message: str
    location: Location | None
    hint: str | None = None
    related: tuple[Location, ...] = ()
    claims: frozenset[str] = frozenset()
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The four parts of a rule's docstring."""

    what: str
    why: str
    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A lint rule. A rule with `from_absence` reports what is missing, so it needs a publication without errors.

    One with `unprinted` reports errors of source files that no output has, so they do not stop a build.
    """

    code: str
    severity: Severity
    find: Callable[[CheckContext], Iterable[Finding]]
    from_absence: bool = False
    unprinted: bool = False

    @property
    def explanation(self) -> Explanation:
        """The parts of the docstring. A part that is missing is empty."""
        parts = re.split(r"(?m)^(Why|Bad|Good):[ ]*\n?", inspect.getdoc(self.find) or "")
        named = dict(zip(parts[1::2], parts[2::2], strict=True))
        what, why = (" ".join(text.split()) for text in (parts[0], named.get("Why", "")))
        return Explanation(what, why, *(dedent(named.get(name, "")).strip("\n") for name in ("Bad", "Good")))

    def check(self, context: CheckContext) -> list[Diagnostic]:
        """The findings of the rule. A warning that a claim answers becomes information."""
        return [self.diagnostic(found, context.book) for found in self.find(context)]

    def diagnostic(self, found: Finding, book: FactBook) -> Diagnostic:
        """The finding with its code, its severity and its answer."""
        answer = self.answer_to(found, book)
        because = answer.because if answer is not None else found.answered or None
        severity = self.severity if because is None else Severity.INFORMATION
        claims = found.claims if self.severity is Severity.WARNING else frozenset[str]()
        return Diagnostic(
            self.code, found.message, found.location, found.hint, severity, found.related, because, claims
        )

    def answer_to(self, found: Finding, book: FactBook) -> Answer | None:
        """The answer of a claim to a warning; None if there is none. Errors cannot be answered."""
        if self.severity is not Severity.WARNING:
            return None
        for name in sorted(found.claims & book.claims.keys()):
            for answer in book.claims[name].answers:
                present = former_codes().get(answer.finding, answer.finding)
                if present == self.code and (answer.claim is None or answer.claim in found.claims - {name}):
                    return answer
        return None


@cache
def _codes() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))


def other_codes() -> Mapping[str, str]:
    """The finding codes that are not rules: those of loaders, renderers, audit and preflight, each with a sentence."""
    return {code: text for code, text in _codes().items() if isinstance(text, str)}


def former_codes() -> Mapping[str, str]:
    """The present code for each code that was renamed."""
    return _codes()["former"]
