"""A few hundred damaged publications on every run of the tests; `python -m tests.mutation` runs thousands."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from factpress.core.diagnostics import Diagnostic, Location, Severity
from tests.mutation.bases import CONTENT, FACTS, bases
from tests.mutation.cases import Case, make, write
from tests.mutation.judge import judge
from tests.mutation.mutations import changed
from tests.mutation.run import Result, build_case, check_case, first_stage, run

SEED, INPUTS, BUILDS = 7, 150, 2


def described(results: list[Result]) -> list[str]:
    """The faults, with the command that shows the case."""
    command = f"python -m tests.mutation --seed {SEED} --case"
    return [f"{command} {one.number} ({one.title}): {f.judgement}: {f.detail}" for one in results for f in one.faults]


@pytest.mark.parametrize("base", sorted(bases()))
def test_the_publications_are_sound_before_they_are_damaged(tmp_path: Path, base: str) -> None:
    write(Case(0, base, (), bases()[base]), tmp_path / "publication")
    assert not [str(d) for d in first_stage(tmp_path / "publication") if d.severity is Severity.ERROR]


def test_check_of_damaged_publications(tmp_path: Path) -> None:
    results = list(run(range(INPUTS), functools.partial(check_case, SEED), tmp_path))
    assert described(results) == []
    assert len(results) == INPUTS
    assert sum(one.errors > 0 for one in results) > INPUTS / 2, "most mutations are errors"


def test_build_of_damaged_publications(tmp_path: Path) -> None:
    numbers = [n for n in range(INPUTS) if make(SEED, n).base == "few"][:BUILDS]
    assert described(list(run(numbers, functools.partial(build_case, SEED), tmp_path))) == []


def test_a_seed_gives_the_same_cases() -> None:
    assert [make(SEED, n) for n in range(20)] == [make(SEED, n) for n in range(20)]
    assert make(SEED, 1) != make(SEED + 1, 1)


# ── the judge itself: each fault that it looks for is found ─────────────────────────────────────────────────────


def judged(folder: Path, *found: Diagnostic) -> set[str]:
    """The judgements of findings about the starter, in whose facts a number in line 10 was changed."""
    files = dict(bases()["starter"])
    before, files[FACTS] = files[FACTS], files[FACTS].replace(b"exactly: 12480", b"exactly: twelve")
    case = Case(0, "starter", (changed("value", FACTS, before, files[FACTS]),), files)
    write(case, folder / "publication")
    return {fault.judgement for fault in judge(case, folder / "publication", found, ())}


def finding(line: int = 10, column: int = 7, message: str = "expected a number", file: str = FACTS) -> Diagnostic:
    return Diagnostic("bad-value", message, Location(Path(file), line, column))


def test_a_good_finding_is_no_fault(tmp_path: Path) -> None:
    assert judged(tmp_path, finding()) == set()


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        ("unplaced", Diagnostic("bad-value", "twelve is no number")),
        ("line outside", finding(line=4000)),
        ("column outside", finding(column=400)),
        ("no such file", finding(file="data/facts/other.yaml")),
        ("wrong place", finding(line=2, file=CONTENT)),
        ("repr", finding(message="got <class 'str'>")),
        ("repr", finding(message="expected Decimal('3')")),
        ("long message", finding(message="long " * 400)),
        ("machine path", finding(message=f"{bases.__module__} in {Path(__file__).parents[2]}")),
    ],
)
def test_a_wrong_finding_is_a_fault(tmp_path: Path, fault: str, wrong: Diagnostic) -> None:
    assert fault in judged(tmp_path, wrong)


def test_an_error_that_is_reported_twice_is_a_fault(tmp_path: Path) -> None:
    assert "twice at one place" in judged(tmp_path, finding(), finding(message="twelve is no number"))


def test_a_cascade_is_a_fault(tmp_path: Path) -> None:
    assert "cascade" in judged(tmp_path, *(finding(column=n, message=f"wrong {n}") for n in range(1, 12)))


# ── the children are watched ────────────────────────────────────────────────────────────────────────────────────


def _fails(number: int, _folder: Path) -> Result:
    if number == 1:
        while True:
            pass
    if number == 2:
        raise SystemExit
    return Result(number, "")


def test_a_hang_and_a_crash_are_faults_and_the_next_case_is_run(tmp_path: Path) -> None:
    results = list(run(range(4), _fails, tmp_path, cpu=1, wall=30))
    assert [[fault.judgement for fault in one.faults] for one in results] == [[], ["hang"], ["crash"], []]
