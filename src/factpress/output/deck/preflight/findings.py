"""Findings about a deck: created by rules, merged if equal, reported as diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Diagnostic, Location, Severity, ranges_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, the slides that have it, the name of the shape, and what to do about it."""

    severity: Severity
    code: str
    message: str
    hint: str
    slides: tuple[int, ...] = ()
    shape: str = ""

    @property
    def listed(self) -> dict[str, Any]:
        """The finding as JSON values."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "slides": list(self.slides),
            "shape": self.shape or None,
        }

    def diagnostic(self, path: Path) -> Diagnostic:
        """The finding as a diagnostic, with its slides and its shape before the message."""
        place = ranges_of(self.slides, "slide") + (f': "{self.shape}"' if self.shape else "")
        message = f"{place}: {self.message}" if place else self.message
        return Diagnostic(self.code, message, Location(path), self.hint, self.severity)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of preflight for one deck."""

    path: Path
    findings: tuple[Finding, ...]
    slides: int

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings as diagnostics, errors first."""
        return tuple(finding.diagnostic(self.path) for finding in self.findings)

    @property
    def summary(self) -> str:
        """The number of slides and of findings of each kind, as a phrase."""
        slides = _count(self.slides, "slide")
        kinds = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFORMATION, "note"))
        counts = [(sum(one.severity is severity for one in self.findings), word) for severity, word in kinds]
        return f"{slides}: " + (", ".join(_count(n, word) for n, word in counts if n) or "no findings")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)


def merge_equal(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Merge findings with the same code, shape and message; keep all slides. Errors come first, notes last."""
    same: dict[tuple[str, str, str], Finding] = {}
    for finding in found:
        key = finding.code, finding.shape, finding.message
        first = same.get(key)
        slides = finding.slides if first is None else tuple(dict.fromkeys((*first.slides, *finding.slides)))
        same[key] = replace(first or finding, slides=slides)
    return tuple(sorted(same.values(), key=lambda f: (_ORDER.index(f.severity), f.slides[:1], f.code)))
