"""Kill a process while it puts files in their places, and look what the next one makes of it.

    .venv/bin/python tools/kill_placing.py --runs 300 --builds 20

Two versions of the starter are built. In each run a process that replaces the files of the one with those of the other
is killed before a step on the file system, which is chosen at random: opening, renaming, linking, removing, creating a
folder. Then another process settles the folder; every second time it is killed as well, and a third one follows. The
files must be those of one version, and no others may be there. In each build the whole program is killed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from factpress.core.paths import engine_folder
from factpress.core.placing import place_files, settle

EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.listdir"})
"""Python's audit events of the steps on the file system. Each is raised before its step."""


def kill_before(step: int, folder: Path) -> None:
    """Make this process kill itself before a step in the folder; the first one is number 1."""
    prefix, done = str(folder.resolve()), 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal done
        if event in EVENTS and arguments and str(arguments[0]).startswith(prefix):
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def run_killed(step: int, folder: Path, action: Callable[[], None]) -> bool:
    """Call the function in a process that is killed before that step. Returns whether it came so far."""

    def run() -> None:
        kill_before(step, folder)
        action()

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join()
    if process.exitcode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the process failed with status {process.exitcode}")
    return process.exitcode != 0


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below the folder, and folders that are empty."""
    found = (path for path in folder.rglob("*") if path.is_file() or not any(path.iterdir()))
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"" for path in found}


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder contain these files and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def verdict(folder: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> str:
    """Whether the folder has the old or the new files; else what is wrong."""
    there = files_of(folder)
    after = {**old, **new}
    if there in (old, after):
        return "old" if there == old else "new"
    strays = set(there) - set(after)
    return f"strays: {sorted(strays)}" if strays else "mixed"


def _build(publication: Path, *options: str, before: str = "") -> int:
    code = f"import sys\n{before}\nfrom factpress.__main__ import run\nsys.exit(run())"
    command = [sys.executable, "-c", code, "build", str(publication), "-q", *options]
    path = os.pathsep.join([str(Path(__file__).parents[1] / "src"), str(Path(__file__).parent)])
    return subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": path}).returncode


def _versions(base: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    publication = base / "publication"
    shutil.copytree(engine_folder() / "templates" / "starter", publication)
    versions: list[dict[str, bytes]] = []
    settings = publication / "data" / "publication.yaml"
    for title in ("First", "Second"):
        lines = settings.read_text(encoding="utf-8").splitlines()
        changed = [f"title: {title}" if line.startswith("title:") else line for line in lines]
        settings.write_text("\n".join(changed) + "\n", encoding="utf-8")
        if _build(publication) != 0:
            raise RuntimeError("the starter cannot be built")
        built = files_of(publication / "build")
        versions.append({name: content for name, content in built.items() if not name.startswith(".cache")})
    return versions[0], versions[1]


def main() -> int:
    """Print what was found, and return 1 if a set was mixed or a file was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300, help="processes to kill while they place files")
    parser.add_argument("--builds", type=int, default=0, help="whole builds to kill while they place files")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311
    results: dict[str, int] = {}
    base = Path(tempfile.mkdtemp(prefix="kill-placing-"))
    old, new = _versions(base)
    target = base / "target"
    fill(target, old)
    steps = 1
    while run_killed(steps, target, lambda: place_files(target, new)):
        settle(target)
        fill(target, old)
        steps += 1
    print(f"{len(new)} files, {steps - 1} steps")
    for number in range(options.runs):
        fill(target, old)
        run_killed(chance.randrange(1, steps), target, lambda: place_files(target, new))
        if number % 2:
            run_killed(chance.randrange(1, steps), target, lambda: settle(target))
        settle(target)
        result = verdict(target, old, new)
        results[result] = results.get(result, 0) + 1
    output = base / "publication" / "build"
    for _ in range(options.builds):
        fill(target, old)
        shutil.copytree(output / ".cache", target / ".cache")
        work = target / ".factpress-work"
        step = chance.randrange(1, steps - 2 * len(new))
        hook = f"import pathlib, kill_placing; kill_placing.kill_before({step}, pathlib.Path({str(work)!r}))"
        _build(base / "publication", "-o", str(target), before=hook)
        settle(target)
        shutil.rmtree(target / ".cache")
        result = "build " + verdict(target, old, new)
        results[result] = results.get(result, 0) + 1
    print(results)
    shutil.rmtree(base)
    return 0 if set(results) <= {"old", "new", "build old", "build new"} else 1


if __name__ == "__main__":
    sys.exit(main())
