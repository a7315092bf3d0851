"""Computes medians, ratios and verdicts from measured runs."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program: wall time in seconds, peak memory in bytes, and the number of pages if it is needed."""

    seconds: float
    memory: int
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target: the measured ratio, its limit, and the lowest and highest ratio of a pair."""

    what: str
    measured: float
    most: float
    spread: tuple[float, float]

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.measured <= self.most


def paired(what: str, ours: Sequence[float], others: Sequence[float], most: float) -> Verdict:
    """The median of the ratios of paired runs. Both runs of a pair are slow if the machine is."""
    ratios = [mine / other for mine, other in zip(ours, others, strict=True)]
    return Verdict(what, statistics.median(ratios), most, (min(ratios), max(ratios)))


def seconds_a_page(short: Sequence[Run], long: Sequence[Run], most: float) -> Verdict:
    """The time per page of a long booklet, relative to a short one."""
    return paired(
        f"time a page, {long[0].pages} pages against {short[0].pages}",
        [run.seconds / run.pages for run in long],
        [run.seconds / run.pages for run in short],
        most,
    )


def memory_a_page(short: Sequence[Run], long: Sequence[Run], most: float) -> Verdict:
    """MiB per page: the difference between a long and a short booklet, divided by the difference of their pages."""
    more = [(b.memory - a.memory) / (b.pages - a.pages) / MIB for a, b in zip(short, long, strict=True)]
    return Verdict("memory for each further page (MiB)", statistics.median(more), most, (min(more), max(more)))


def medians(runs: Sequence[Run]) -> Run:
    """The median time and memory of runs."""
    seconds = statistics.median(run.seconds for run in runs)
    return Run(seconds, int(statistics.median(run.memory for run in runs)), runs[0].pages)


def table(rows: Sequence[tuple[str, Run]], verdicts: Sequence[Verdict]) -> str:
    """A table of the runs, then of the targets."""
    heading = "median of the runs"
    width = max(map(len, (heading, *(name for name, _ in rows), *(verdict.what for verdict in verdicts))))
    lines = [f"{heading:<{width}}  {'time':>8}  {'peak memory':>12}  {'pages':>6}"]
    for name, run in rows:
        pages = str(run.pages) if run.pages else ""
        lines.append(f"{name:<{width}}  {run.seconds:>6.2f} s  {run.memory / MIB:>8.0f} MiB  {pages:>6}".rstrip())
    lines += ["", f"{'target':<{width}}  {'measured':>8}  {'at most':>12}  {'spread':>13}"]
    for v in verdicts:
        spread = f"{v.spread[0]:.2f} to {v.spread[1]:.2f}"
        verdict = "met" if v.met else "NOT MET"
        lines.append(f"{v.what:<{width}}  {v.measured:>8.2f}  {v.most:>12.2f}  {spread:>13}  {verdict}")
    return "\n".join(lines)
