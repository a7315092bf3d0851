"""`python -m bench`: measures, prints a table, and exits with 0 if all targets are met, else 1."""

from __future__ import annotations

import argparse
import math
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from bench.claims import checked
from bench.dump import dump
from bench.figures import Run, Verdict, medians, memory_a_page, paired, seconds_a_page, table
from bench.followed import followed
from bench.longer import make_longer
from bench.measure import RunError, machine, memory, seconds
from bench.typed import typed

ROOT = Path(__file__).parents[1]
BOOKLET, DECK = "booklet-a5", "slides"
MOST_COLD, MOST_CACHED, MOST_A_PAGE, MOST_MIB, MOST_CHECKED, MOST_IMPOSED = 0.70, 0.60, 1.10, 1.0, 4.0, 0.10
MOST_TYPED, MOST_LATE = 0.30, 0.60
LONG = 384


def _build(publication: Path, out: Path, *products: str) -> list[str]:
    named = [part for product in products for part in ("--product", product)]
    return [sys.executable, "-m", "factpress", "build", str(publication), "-q", "-o", str(out), *named]


def _both(publication: Path, folder: Path, rounds: int) -> tuple[list[tuple[str, Run]], list[Verdict]]:
    """Booklet and deck: by the plain script, without a cache, and with cached charts, alternating."""
    dumped = folder / "dumped"
    dump(publication, BOOKLET, DECK, dumped)
    plain = [sys.executable, str(Path(__file__).with_name("plain.py")), str(dumped)]
    cold_out, cached_out = folder / "cold", folder / "cached"
    cold = [*_build(publication, cold_out, BOOKLET, DECK), "--no-cache"]
    cached = _build(publication, cached_out, BOOKLET, DECK)

    for command in (plain, cold, cached):  # fills the caches
        seconds(command, ROOT)
    times: dict[str, list[float]] = {"plain": [], "cold": [], "cached": []}
    for number in range(rounds):
        _say(f"booklet and deck, round {number + 1} of {rounds}")
        for name, command in (("plain", plain), ("cold", cold), ("cached", cached)):
            times[name].append(seconds(command, ROOT))
    peaks = {name: memory(command, ROOT) for name, command in (("plain", plain), ("cold", cold), ("cached", cached))}

    def median(name: str) -> Run:
        return medians([Run(one, peaks[name]) for one in times[name]])

    rows = [
        ("booklet and deck, plain script", median("plain")),
        ("booklet and deck, factpress, cold", median("cold")),
        ("booklet and deck, factpress, charts cached", median("cached")),
    ]
    return rows, [
        paired("both, cold, against the plain script", times["cold"], times["plain"], MOST_COLD),
        paired("both, charts cached, against the plain script", times["cached"], times["plain"], MOST_CACHED),
    ]


def _pages(publication: Path, out: Path) -> int:
    seconds([*_build(publication, out, BOOKLET), "--no-cache"], ROOT)
    with pypdfium2.PdfDocument(next(out.glob("*.pdf"))) as pdf:
        return len(pdf)


def _long(publication: Path, folder: Path, rounds: int) -> tuple[list[tuple[str, Run]], list[Verdict]]:
    """The booklet, and a copy whose text is repeated until it has about `LONG` pages."""
    _say("counting the pages of the booklet")
    once = _pages(publication, folder / "one")
    twice = _pages(make_longer(publication, folder / "twice", 2), folder / "two")
    times = 1 + round((LONG - once) / (twice - once))
    long = make_longer(publication, folder / "long", times)
    pages = {"short": once, "long": _pages(long, folder / "many")}
    commands = {
        "short": [*_build(publication, folder / "one", BOOKLET), "--no-cache"],
        "long": [*_build(long, folder / "many", BOOKLET), "--no-cache"],
    }
    imposing = [sys.executable, str(Path(__file__).with_name("impose.py")), str(next((folder / "many").glob("*.pdf")))]
    imposed: list[float] = []
    runs: dict[str, list[Run]] = {"short": [], "long": []}
    peaks = {name: memory(command, ROOT) for name, command in commands.items()}
    for number in range(rounds):
        _say(f"long booklet, round {number + 1} of {rounds}")
        for name, command in commands.items():
            runs[name].append(Run(seconds(command, ROOT), peaks[name], pages[name]))
        imposed.append(seconds(imposing, ROOT))
    rows = [(f"booklet of {pages[name]} pages", medians(runs[name])) for name in ("short", "long")]
    return rows, [
        seconds_a_page(runs["short"], runs["long"], MOST_A_PAGE),
        memory_a_page(runs["short"], runs["long"], MOST_MIB),
        paired(
            f"imposing {pages['long']} pages against rendering them",
            imposed,
            [run.seconds for run in runs["long"]],
            MOST_IMPOSED,
        ),
    ]


def _checked(publication: Path, folder: Path, rounds: int) -> tuple[list[tuple[str, Run]], list[Verdict]]:  # noqa: ARG001
    """The check of a thousand claims."""
    _say("checking claims")
    return [], [checked(folder / "claims", rounds, MOST_CHECKED)]


def _typed(publication: Path, folder: Path, edits: int) -> tuple[list[tuple[str, Run]], list[Verdict]]:
    """Numbers that are typed into the desk's form, until the page is on the screen, on two processors."""
    _say("typing numbers")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    found = typed(publication, folder / "typed", edits)
    spread, late = (min(found.seconds), max(found.seconds)), sorted(found.seconds)[math.ceil(0.95 * edits) - 1]
    return [("desk with its workers, after typing", Run(sum(found.seconds), found.memory))], [
        Verdict(f"a number to its page, median of {edits} (s)", statistics.median(found.seconds), MOST_TYPED, spread),
        Verdict(f"a number to its page, 95 of 100 of {edits} (s)", late, MOST_LATE, spread),
    ]


def _followed(publication: Path, folder: Path, edits: int) -> tuple[list[tuple[str, Run]], list[Verdict]]:
    """Pages that follow random changes, compared with the print."""
    different = 0
    for number, same in enumerate(followed(publication, folder / "drawings", edits), start=1):
        _say(f"comparing pages, change {number} of {edits}")
        different += not same
    return [], [Verdict(f"prints with other pages, of {edits}", different, 0, (0, different))]


def _say(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what} …", end="", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Measures and prints. Returns 0 if all targets are met, 1 if not, 2 if a program failed."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="pairs of runs of booklet and deck (default: 7)")
    parser.add_argument("--long-rounds", type=int, default=3, help="pairs of runs of the long booklet (default: 3)")
    parser.add_argument("--check-rounds", type=int, default=7, help="pairs of checks and parsings (default: 7)")
    parser.add_argument("--changes", type=int, default=200, help="changes, with pages compared (default: 200)")
    parser.add_argument("--typed", type=int, default=50, help="numbers that are typed in Chromium (default: 50)")
    options = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="factpress-bench-"))
    # An installed program has its bytecode. A checkout lacks it if PYTHONDONTWRITEBYTECODE is set, as in containers.
    # Then each run would compile factpress again, but not the libraries, which are nearly all of the plain script.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    parts: list[tuple[Callable[..., tuple[list[tuple[str, Run]], list[Verdict]]], int]]
    parts = [
        (_both, options.rounds),
        (_long, options.long_rounds),
        (_checked, options.check_rounds),
        (_followed, options.changes),
        (_typed, options.typed),
    ]
    rows: list[tuple[str, Run]] = []
    verdicts: list[Verdict] = []
    try:
        for part, rounds in parts:
            more_rows, more_verdicts = part(ROOT, folder, rounds) if rounds else ([], [])
            rows, verdicts = rows + more_rows, verdicts + more_verdicts
    except RunError as error:
        print(f"bench: a measured program failed: {error}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr)
    print(f"{machine()}\n\n{table(rows, verdicts)}")
    return 0 if all(verdict.met for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
