"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show at the line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from factpress import __version__
from factpress.checks.registry import RULES, other_codes
from factpress.checks.rule import Rule
from factpress.core.diagnostics import Diagnostic, Location, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}


def sarif(found: Iterable[Diagnostic]) -> dict[str, Any]:
    """The log of one run. Paths are relative to the publication's folder, SRCROOT; columns are counted in characters.

    Findings with an answer are suppressed, with the answer as justification (3.27.23).
    """
    found = list(found)
    rules = _rules(found)
    index = {rule["id"]: i for i, rule in enumerate(rules)}
    driver = {"name": "factpress", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The publication's folder."}}},
        "results": [_result(d, index[d.code]) for d in found],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules(found: list[Diagnostic]) -> list[dict[str, Any]]:
    """All rules, and of the other codes those that were found."""
    own, texts = {rule.code for rule in RULES}, other_codes()
    others = sorted({d.code for d in found} - own)
    return [*map(_rule, RULES), *({"id": c, "shortDescription": {"text": texts.get(c, c)}} for c in others)]


def _rule(rule: Rule) -> dict[str, Any]:
    about = rule.explanation
    return {
        "id": rule.code,
        "shortDescription": {"text": about.what},
        "fullDescription": {"text": f"{about.what} {about.why}"},
        "help": {
            "text": f"Bad:\n{about.bad}\n\nGood:\n{about.good}",
            "markdown": f"Bad:\n```yaml\n{about.bad}\n```\nGood:\n```yaml\n{about.good}\n```",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(found: Diagnostic, index: int) -> dict[str, Any]:
    text = found.message if found.hint is None or found.answer else f"{found.message}\n{found.hint}"
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": LEVELS[found.severity],
        "message": {"text": text},
    }
    if found.location is not None:
        result["locations"] = [_location(found.location)]
    if found.related:
        result["relatedLocations"] = [_location(place) | {"id": i} for i, place in enumerate(found.related, 1)]
    if found.answer is not None:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": found.answer}]
    return result


def _location(place: Location) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path.as_posix()), "uriBaseId": "SRCROOT"}}
    if place.line:
        region = {"startLine": place.line, "startColumn": max(place.column, 1)}
        physical["region"] = region | {"endColumn": region["startColumn"] + max(place.length, 1)}
    return {"physicalLocation": physical}
