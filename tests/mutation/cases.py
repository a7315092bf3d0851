"""One case: a sound publication and one to three mutations, made again from a seed and a number."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.mutation.bases import bases
from tests.mutation.mutations import Change, Content, Files, Special, mutate


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged publication. `changes` say what was done to it."""

    number: int
    base: str
    changes: tuple[Change, ...]
    files: Mapping[str, Content]

    @property
    def title(self) -> str:
        """The base and the changes, for people."""
        return f"{self.number} {self.base}: " + ", ".join(f"{c.kind} {c.file}:{c.first}-{c.last}" for c in self.changes)


def make(seed: int, number: int, only: str | None = None) -> Case:
    """The case of that number. The same seed gives the same cases on every machine."""
    rng = Random(f"{seed}/{number}")
    name = only or rng.choice(sorted(bases()))
    files: Files = dict(bases()[name])
    wanted, changes = rng.choice((1, 1, 1, 1, 1, 1, 1, 2, 2, 3)), list[Change]()
    for _ in range(60):
        before = dict(files)
        change = mutate(rng, files)
        if files != before:
            changes.append(change)
        if len(changes) == wanted:
            break
    return Case(number, name, tuple(changes), files)


def write(case: Case, folder: Path) -> None:
    """Write the publication into a new folder. A file whose name the system does not allow is left out."""
    (folder / "data").mkdir(parents=True)
    for name, content in sorted(case.files.items()):
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _put(path, content)
        except OSError:
            continue


def _put(path: Path, content: Content) -> None:
    match content:
        case bytes():
            path.write_bytes(content)
        case Special.FOLDER:
            path.mkdir()
        case Special.LOOP:
            path.symlink_to(path.name)
        case Special.BROKEN_LINK:
            path.symlink_to("nothing.yaml")
        case Special.LINK_OUTSIDE:
            path.symlink_to("/etc/hostname")
        case Special.LINK_TO_FOLDER:
            path.symlink_to("..", target_is_directory=True)
        case Special.PIPE:
            os.mkfifo(path)
        case Special.UNREADABLE:
            path.write_bytes(b"")
            path.chmod(0)
