"""The claims that the benchmark checks are claims that can be read, and that rules have something to say of."""

from __future__ import annotations

from pathlib import Path

from bench.claims import CLAIMS, TODAY, checked, make_many
from factpress.checks.registry import check
from factpress.core.diagnostics import Severity
from factpress.core.paths import engine_folder


def test_the_claims_are_read_and_examined(tmp_path: Path) -> None:
    folder = make_many(engine_folder() / "templates" / "starter", tmp_path / "many")
    found = check(folder, today=TODAY)
    assert [d for d in found if d.severity is Severity.ERROR] == []
    assert {"claims-contradict", "no-locator", "unused-claim", "not-comparable"} <= {d.code for d in found}
    assert sum(d.code == "unused-claim" for d in found) == CLAIMS


def test_a_verdict_is_of_pairs(tmp_path: Path) -> None:
    verdict = checked(tmp_path / "many", 1, 4.0)
    assert verdict.spread == (verdict.measured, verdict.measured)
    assert verdict.measured > 0
