"""The SARIF log has what the standard requires (SARIF 2.1.0, section 3), and names every place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from factpress.checks.registry import RULES
from factpress.checks.sarif import sarif
from factpress.core.diagnostics import Diagnostic, Location, Severity

ONE, TWO = Location(Path("data/facts/über a.yaml"), 3, 7, 4), Location(Path("data/b.yaml"), 9, 1)
FOUND = [
    Diagnostic("part-exceeds-whole", "more than all", ONE, "check both", Severity.WARNING, (TWO,)),
    Diagnostic("part-exceeds-whole", "more than all", ONE, None, Severity.INFORMATION, (TWO,), "the text says so"),
    Diagnostic("unknown-key", 'unknown key "x"', Location(Path("data/b.yaml"))),
    Diagnostic("review-overdue", "long ago", None, None, Severity.WARNING),
]


def faults(log: Any) -> list[str]:
    """What the log lacks of the standard's requirements, with the section of each."""
    out: list[str] = []

    def need(holds: object, section: str) -> None:
        if not holds:
            out.append(section)

    need(log.get("version") == "2.1.0", "3.13.2 version")
    need(re.fullmatch(r"https://\S+/sarif-schema-2\.1\.0\.json", log.get("$schema", "")), "3.13.3 $schema")
    need(isinstance(log.get("runs"), list), "3.13.4 runs")
    for run in log.get("runs", []):
        driver = run.get("tool", {}).get("driver", {})
        need(driver.get("name"), "3.19.8 name")
        need(run.get("columnKind") in ("utf16CodeUnits", "unicodeCodePoints"), "3.14.17 columnKind")
        rules = driver.get("rules", [])
        need(len({rule.get("id") for rule in rules}) == len(rules), "3.19.23 unique rules")
        for rule in rules:
            need(rule.get("id"), "3.49.3 id")
            need(rule.get("shortDescription", {}).get("text", "").endswith("."), "3.49.9 shortDescription")
            level = rule.get("defaultConfiguration", {}).get("level", "warning")
            need(level in ("none", "note", "warning", "error"), "3.50.3 level")
        for result in run.get("results", ["none"]):
            need(result["message"].get("text"), "3.27.11 message")
            need(result["level"] in ("none", "note", "warning", "error"), "3.27.10 level")
            index = result.get("ruleIndex", -1)
            need(0 <= index < len(rules) and rules[index]["id"] == result["ruleId"], "3.27.6 ruleIndex")
            for place in [*result.get("locations", []), *result.get("relatedLocations", [])]:
                physical = place["physicalLocation"]
                address = physical["artifactLocation"]["uri"]
                need(not urlsplit(address).scheme and not address.startswith("/"), "3.4.3 relative uri")
                need(re.fullmatch(r"[A-Za-z0-9._~/%-]+", address), "3.4.3 uri")
                need(physical["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"], "3.4.4 uriBaseId")
                region = physical.get("region")
                ends = region is None or region["endColumn"] > region["startColumn"] > 0
                need(ends and (region is None or region["startLine"] > 0), "3.30 region")
            for suppressed in result.get("suppressions", []):
                need(suppressed.get("kind") in ("inSource", "external"), "3.35.2 kind")
    return out


def test_the_log_has_what_the_standard_requires() -> None:
    assert faults(json.loads(json.dumps(sarif(FOUND)))) == []
    assert faults(sarif([])) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda log: log.pop("version"),
        lambda log: log["runs"][0]["results"][0].pop("ruleIndex"),
        lambda log: log["runs"][0]["results"][0]["message"].pop("text"),
        lambda log: log["runs"][0]["results"][0].update(level="information"),
        lambda log: log["runs"][0]["tool"]["driver"].pop("rules"),
        lambda log: log["runs"][0]["results"][0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"].update(
            uri="/etc/passwd"
        ),
    ],
)
def test_a_damaged_log_is_noticed(damage: Any) -> None:
    log = sarif(FOUND)
    damage(log)
    assert faults(log)


def test_places_levels_and_answers() -> None:
    (run,) = sarif(FOUND)["runs"]
    first, answered, whole_file, nowhere = run["results"]
    assert [r["level"] for r in run["results"]] == ["warning", "note", "error", "warning"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "data/facts/%C3%BCber%20a.yaml", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 3, "startColumn": 7, "endColumn": 11},
    }
    related = first["relatedLocations"][0]["physicalLocation"]
    assert (related["artifactLocation"]["uri"], related["region"]["startLine"]) == ("data/b.yaml", 9)
    assert answered["suppressions"][0]["justification"] == "the text says so"
    assert "suppressions" not in first
    assert "region" not in whole_file["locations"][0]["physicalLocation"]
    assert "locations" not in nowhere


def test_every_rule_brings_its_explanation() -> None:
    (run,) = sarif([])["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {rule.code for rule in RULES}
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules.values())
