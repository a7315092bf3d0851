"""Work in a process of its own: a build, the evidence sheet, correction slips. It can be stopped at any time."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

Kind = Literal["build", "evidence", "slip"]


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made: its path, and what it is."""

    path: Path
    title: str


@dataclass(frozen=True, slots=True)
class JobState:
    """How far a job is: what it does now, how many steps are done, and at the end its files or why it failed.

    `state` is "running", "done", "stopped", "errors" or "failed". `messages` are the errors, one a line.
    """

    kind: Kind
    state: str
    step: str = ""
    done: int = 0
    steps: int = 1
    files: tuple[MadeFile, ...] = ()
    messages: tuple[str, ...] = ()


class Job:
    """One job of a publication. `report` is called in a thread of this process, at each step and at the end."""

    def __init__(
        self, root: Path, kind: Kind, names: tuple[str, ...], steps: int, report: Callable[[JobState], None]
    ) -> None:
        self.state = JobState(kind, "running", "Reading the facts", 0, max(steps, 1))
        self._report = report
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(root, kind, names, there), daemon=False)
        self._process.start()
        there.close()
        self._stopped = False
        threading.Thread(target=self._listen, name="job", daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether the job goes on."""
        return self.state.state == "running"

    def stop(self) -> None:
        """Stop the job. Files that were made before stay, and so do those of the last build."""
        self._stopped = True
        self._process.terminate()

    def _listen(self) -> None:
        """Take what the process says, until it ends."""
        state = self.state
        try:
            while True:
                message: object = self._here.recv()
                match message:
                    case str(step):
                        kept = min(state.done + 1, state.steps)
                        state = JobState(state.kind, "running", step, kept, state.steps)
                    case JobState():
                        state = JobState(
                            message.kind,
                            message.state,
                            "",
                            state.steps,
                            state.steps,
                            message.files,
                            message.messages,
                        )
                    case _:
                        continue
                self._tell(state)
        except (EOFError, OSError):
            pass
        self._process.join()
        if state.state == "running":
            ended = "stopped" if self._stopped else "failed"
            words = () if self._stopped else ("The process ended before it was done.",)
            self._tell(JobState(state.kind, ended, "", state.done, state.steps, (), words))

    def _tell(self, state: JobState) -> None:
        self.state = state
        self._report(state)


def _work(root: Path, kind: Kind, names: tuple[str, ...], there: Connection) -> None:
    """Do the job in its process, and send each step, and the end."""
    from factpress.core.diagnostics import Findings, ToolError
    from factpress.core.processes import end_with_parent

    end_with_parent()
    try:
        match kind:
            case "build":
                files, warnings = _build(root, names, there)
            case "evidence":
                files, warnings = _evidence(root, there)
            case "slip":
                files, warnings = _slips(root, names)
        there.send(JobState(kind, "done", files=files, messages=warnings))
    except Findings as findings:
        there.send(JobState(kind, "errors", messages=tuple(_line(one) for one in findings.found)))
    except ToolError as error:
        hint = (error.hint,) if error.hint else ()
        there.send(JobState(kind, "failed", messages=(error.message, *hint)))
    except Exception as error:  # noqa: BLE001 - as the command line does: a fault of the program is said, not shown
        words = f"{type(error).__name__}: {error}"
        there.send(
            JobState(kind, "failed", messages=(words, "This is a fault of factpress; the files are as they were."))
        )
    finally:
        there.close()


def _build(root: Path, names: tuple[str, ...], there: Connection) -> tuple[tuple[MadeFile, ...], tuple[str, ...]]:
    from factpress.workflows.api import load

    result = load(root).build(names, progress=there.send)
    warnings = tuple(_line(one) for one in result.findings)
    return tuple(MadeFile(one.path, one.title) for one in result.files), warnings


def _evidence(root: Path, there: Connection) -> tuple[tuple[MadeFile, ...], tuple[str, ...]]:
    from factpress.core.opening import today
    from factpress.workflows.evidence import make_evidence

    sheet = make_evidence(root, on=today(), report_progress=there.send)
    return (MadeFile(sheet.path, "Evidence sheet"),), tuple(_line(one) for one in sheet.warnings)


def _slips(root: Path, names: tuple[str, ...]) -> tuple[tuple[MadeFile, ...], tuple[str, ...]]:
    """Make the slips of the printings with these ids."""
    from factpress.edition import read_edition
    from factpress.workflows.correction_slips import build_slips
    from factpress.workflows.print_run import changes

    edition = read_edition(root)
    slips = build_slips(edition, [one for one in changes(edition) if one.printing.id in names])
    return tuple(MadeFile(path, "Correction slip") for path in slips.paths), tuple(_line(one) for one in slips.warnings)


def _line(found: object) -> str:
    message = str(getattr(found, "message", found))
    return message[:1].upper() + message[1:]
