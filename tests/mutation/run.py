"""Runs cases in child processes, which are watched: a case that takes too long is a fault like a traceback."""

from __future__ import annotations

import datetime as dt
import faulthandler
import functools
import multiprocessing
import resource
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from factpress.checks.registry import check
from factpress.core.diagnostics import Diagnostic, Findings, Severity, ToolError, sort_diagnostics
from factpress.edition import inspect_publication
from factpress.workflows.build import build
from tests.mutation.bases import bases
from tests.mutation.cases import Case, make, write
from tests.mutation.judge import Fault, judge

TODAY = dt.date(2026, 11, 26)
CPU = 20
"""Seconds of CPU that one case may take in the first stage."""
WALL = 240
"""Seconds that one case may take: a build, or a process that waits for a file that never ends."""
BATCH = 200
"""Cases of one child process, so that its memory does not grow for ever."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one case gave."""

    number: int
    title: str
    errors: int = 0
    findings: int = 0
    seconds: float = 0.0
    codes: tuple[str, ...] = ()
    built: str = ""
    faults: tuple[Fault, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


Work = Callable[[int, Path], Result]


def first_stage(root: Path) -> list[Diagnostic]:
    """All findings of the first stage."""
    return check(root, today=TODAY)


@functools.cache
def sound(base: str) -> tuple[Diagnostic, ...]:
    """The findings of a publication before it is damaged."""
    with tempfile.TemporaryDirectory() as folder:
        write(Case(0, base, (), bases()[base]), Path(folder) / "sound")
        return tuple(first_stage(Path(folder) / "sound"))


def both_stages(root: Path) -> list[Diagnostic]:
    """All findings of both stages: the second one lays out the products."""
    from factpress.workflows.check import check

    return list(check(root, today=TODAY))


def checked(
    case: Case, root: Path, check: Callable[[Path], list[Diagnostic]] = first_stage
) -> tuple[list[Diagnostic], list[Fault]]:
    """The findings of a case, and what is wrong with them."""
    before = sound(case.base)
    try:
        found = check(root)
    except ToolError as error:
        legitimate = "contains no publication" in str(error)
        return [], [] if legitimate else [Fault("tool error", str(error))]
    except BaseException as error:  # noqa: BLE001 - any exception is a fault, and the next case is run
        return [], [Fault("exception", f"{type(error).__name__}: {error}"[:300] + "\n" + _where(error))]
    return found, list(judge(case, root, found, before))


def check_case(seed: int, number: int, folder: Path) -> Result:
    """The first stage with one case."""
    case = make(seed, number)
    root = folder / "publication"
    write(case, root)
    start = time.process_time()
    found, faults = checked(case, root)
    seconds = time.process_time() - start
    if seconds > CPU / 4:
        faults.append(Fault("slow", f"{seconds:.1f} s"))
    codes = sorted({d.code for d in found if d not in sound(case.base)})
    errors = sum(d.severity is Severity.ERROR for d in found)
    return Result(number, case.title, errors, len(found), seconds, tuple(codes), "", tuple(faults))


def build_case(seed: int, number: int, folder: Path) -> Result:
    """Check and build one case: what check accepts is built; what it refuses, build refuses with the same errors."""
    case = make(seed, number)
    root = folder / "publication"
    write(case, root)
    start = time.monotonic()
    found, faults = checked(case, root, both_stages)
    errors = [d for d in found if d.severity is Severity.ERROR]
    built = ""
    try:
        files, warnings = build(root, out=folder / "out")
        built = f"{len(files)} files"
        if errors:
            faults.append(Fault("build accepts", "; ".join(str(d) for d in errors[:3])))
        faults += [fault for fault in judge(case, root, warnings, ()) if fault.judgement != "wrong place"]
    except Findings as findings:
        built = "refused"
        refused = [d for d in findings.found if d.severity is Severity.ERROR]
        if not errors:
            faults.append(Fault("only build refuses", "; ".join(str(d) for d in refused[:3])))
        else:
            faults += _other_errors(root, refused, errors)
        faults += judge(case, root, sort_diagnostics(findings.found), sound(case.base))
    except ToolError as error:
        built = "tool error"
        if "contains no publication" not in str(error):
            faults.append(Fault("build: tool error", str(error)))
    except BaseException as error:  # noqa: BLE001 - any exception is a fault, and the next case is run
        faults.append(Fault("build: exception", f"{type(error).__name__}: {error}"[:300] + "\n" + _where(error)))
    codes = sorted({d.code for d in found if d not in sound(case.base)})
    faults = list(dict.fromkeys(faults))
    return Result(
        number, case.title, len(errors), len(found), time.monotonic() - start, tuple(codes), built, tuple(faults)
    )


def _other_errors(root: Path, refused: list[Diagnostic], errors: list[Diagnostic]) -> list[Fault]:
    """The errors of the build that check does not report, and those of reading that only check reports."""
    more = [d for d in refused if d not in errors]
    _, read = inspect_publication(root)
    less = [d for d in read if d.severity is Severity.ERROR and d not in refused]
    faults = [Fault("build: other errors", "; ".join(str(d) for d in more[:3]))] if more else []
    return faults + ([Fault("build: fewer errors", "; ".join(str(d) for d in less[:3]))] if less else [])


def _where(error: BaseException) -> str:
    """The last lines of the traceback, without the folders of the machine."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return "\n".join(f"  {'/'.join(Path(f.filename).parts[-3:])}:{f.lineno} {f.name}" for f in frames)


# ── child processes ─────────────────────────────────────────────────────────────────────────────────────────────


def run(numbers: Iterable[int], work: Work, folder: Path, *, cpu: int = CPU, wall: float = WALL) -> Iterator[Result]:
    """The results of all numbers. A child that hangs or crashes is killed, and another continues after that case."""
    waiting = list(numbers)
    while waiting:
        batch, waiting = waiting[:BATCH], waiting[BATCH:]
        while batch:
            done = 0
            for result in _run_batch(batch, work, folder, cpu, wall):
                done += 1
                yield result
            batch = batch[done:]


def _run_batch(batch: list[int], work: Work, folder: Path, cpu: int, wall: float) -> Iterator[Result]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    log = folder / "hang.txt"
    child = context.Process(target=_child, args=(batch, work, folder, cpu, theirs, log))
    child.start()
    theirs.close()
    done = 0
    try:
        while done < len(batch):
            if not ours.poll(wall):
                child.kill()
                yield Result(batch[done], "", faults=(Fault("hang", f"{wall:.0f} s of waiting"),))
                return
            yield ours.recv()
            done += 1
    except EOFError:
        child.join()
        frames = log.read_text(encoding="utf-8")[:1500] if log.exists() else ""
        what = "hang" if child.exitcode == -signal.SIGPROF else "crash"
        yield Result(batch[done], "", faults=(Fault(what, f"exit status {child.exitcode}\n{frames}"),))
    finally:
        ours.close()
        child.join()


def _child(batch: list[int], work: Work, folder: Path, cpu: int, answers: Connection, log: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with log.open("w", encoding="utf-8") as file:
        faulthandler.enable(file)
        faulthandler.register(signal.SIGPROF, file, all_threads=False, chain=True)
        for number in batch:
            signal.setitimer(signal.ITIMER_PROF, cpu)
            place = Path(tempfile.mkdtemp(dir=folder))
            try:
                answers.send(work(number, place))
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
                shutil.rmtree(place, ignore_errors=True)
