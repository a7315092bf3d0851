"""The full run: `python -m tests.mutation --inputs 5000 --build 300`. Started again, it continues.

Failures are written to the folder of the run, each with its publication. `--case NUMBER` shows one case.
"""

from __future__ import annotations

import argparse
import functools
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import format_diagnostic
from tests.mutation.cases import make, write
from tests.mutation.run import Work, build_case, check_case, checked, run


def main() -> int:
    """Runs what the arguments ask for. Returns 1 if there are faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--inputs", type=int, default=5000, help="cases for the first stage")
    parser.add_argument("--build", type=int, default=0, help="cases that are also built")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--output", type=Path, default=Path("build/mutation"), help="folder of results and failures")
    parser.add_argument("--case", type=int, help="show one case: its changes, its findings and its faults")
    parser.add_argument("--keep", type=Path, help="with --case: write the publication to this folder")
    options = parser.parse_args()
    if options.case is not None:
        return _show(options.seed, options.case, options.keep)
    folder: Path = options.output / f"seed-{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    results = _continued(
        range(options.inputs), folder / "check.jsonl", functools.partial(check_case, options.seed), options
    )
    faults = _summary(results, "first stage")
    if options.build:
        chosen = _to_build(results, options.build)
        built = _continued(chosen, folder / "build.jsonl", functools.partial(build_case, options.seed), options)
        faults += _summary(built, "build")
    return 1 if faults else 0


def _show(seed: int, number: int, keep: Path | None) -> int:
    case = make(seed, number)
    with tempfile.TemporaryDirectory() as folder:
        root = keep or Path(folder) / "publication"
        write(case, root)
        found, faults = checked(case, root)
        print(case.title)
        for one in found:
            print(format_diagnostic(one, root))
        for fault in faults:
            print(f"FAULT {fault.judgement}: {fault.detail}")
    return 1 if faults else 0


def _to_build(results: Iterable[dict[str, Any]], many: int) -> list[int]:
    """Four of five are cases that check accepts, though they were changed: these are really built."""
    accepted = [one["number"] for one in results if not one["errors"] and not one["faults"]]
    refused = [one["number"] for one in results if one["errors"]]
    return sorted([*accepted[: many * 4 // 5], *refused[: many - min(len(accepted), many * 4 // 5)]])


def _continued(numbers: Iterable[int], path: Path, work: Work, options: argparse.Namespace) -> list[dict[str, Any]]:
    """The results of all numbers: those that the file has, and new ones, which are appended to it."""
    wanted = list(numbers)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    done = {one["number"]: one for one in map(json.loads, lines)}
    missing = [number for number in wanted if number not in done]
    shares = [missing[job :: options.jobs] for job in range(options.jobs)]
    with path.open("a", encoding="utf-8") as file, ThreadPoolExecutor(options.jobs) as threads:

        def one_share(share: list[int]) -> None:
            with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
                for result in run(share, work, Path(folder)):
                    plain = json.loads(json.dumps(result.as_json()))
                    done[result.number] = plain
                    file.write(json.dumps(plain) + "\n")
                    file.flush()
                    if plain["faults"]:
                        _keep(options.seed, result.number, plain, path.parent / "failures")
                    if len(done) % 250 == 0:
                        print(f"{path.stem}: {len(done)} of {len(wanted)}", file=sys.stderr, flush=True)

        list(threads.map(one_share, shares))
    return [done[number] for number in wanted]


def _keep(seed: int, number: int, result: dict[str, Any], folder: Path) -> None:
    """Write a failure: the publication and what is wrong."""
    place = folder / str(number)
    shutil.rmtree(place, ignore_errors=True)
    write(make(seed, number), place)
    (place / "FAULTS.json").write_text(json.dumps(result, indent=1), encoding="utf-8")


def _summary(results: Iterable[dict[str, Any]], stage: str) -> int:
    """Prints how many inputs, findings and faults there are. Returns the number of inputs with faults."""
    results = list(results)
    kinds = Counter(judgement for one in results for judgement in {fault["judgement"] for fault in one["faults"]})
    faulty = sum(bool(one["faults"]) for one in results)
    refused, findings = sum(one["errors"] > 0 for one in results), sum(one["findings"] for one in results)
    print(f"{stage}: {len(results)} inputs, {refused} with errors, {findings} findings, {faulty} inputs with faults")
    for kind, count in kinds.most_common():
        print(f"  {count:5} {kind}")
    return faulty


if __name__ == "__main__":
    raise SystemExit(main())
