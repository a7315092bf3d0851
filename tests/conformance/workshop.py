"""Builds by the command line, as an editor would, once for all workers; and says what a machine lacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from factpress.core.locks import open_locked
from factpress.workflows import tasks
from factpress.workflows.atomic_write import CACHE

ROOT = Path(__file__).parents[2]
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")


def need(there: bool, what: str) -> None:
    """Skips the test, with a reason that is seen, where the machine lacks something; in CI it fails instead."""
    if there:
        return
    if IN_CI:
        pytest.fail(f"{what} is missing, and in CI nothing is skipped", pytrace=False)
    pytest.skip(f"{what} is not on this machine (`make doctor` says how to get it)")


def build(publication: Path, out: Path, *options: str, environment: Mapping[str, str] | None = None) -> dict[str, Path]:
    """Builds as an editor would. The files that were made, by product, and job tickets as its name and ", ticket"."""
    command = [sys.executable, "-m", "factpress", "build", str(publication), "-o", str(out), "--json", *options]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=600, env={**os.environ, **(environment or {})}
    )
    assert result.returncode == 0, f"{result.stdout[-4000:]}\n{result.stderr[-4000:]}"
    listed = [(made["product"], Path(made["file"])) for made in json.loads(result.stdout)["made"]]
    return {f"{name}, ticket" if path.suffix == ".txt" else name: path for name, path in listed}


def draw_charts(publication: Path, out: Path) -> None:
    """Draws the charts of all products into the cache of that folder, and notes its entries in `drawings.json`."""
    drawn = 0
    for task in tasks.plan(publication, (), out, cached=True).tasks:
        new = tasks.draw(task)
        assert tasks.draw(task) == new, f"{task.product.name}: what is read from the cache differs from what was drawn"
        drawn += len(new)
    assert drawn
    (out / "drawings.json").write_text(json.dumps(cached_drawings(out)), encoding="utf-8")


def cached_drawings(out: Path) -> dict[str, int]:
    """The entries of the cache of that folder, each with its inode: one that is drawn again has another."""
    return {path.name: path.stat().st_ino for path in sorted((out / CACHE).glob("*/*"))}


def once(base: Path, name: str, make: Callable[[Path], Mapping[str, Path]]) -> dict[str, Path]:
    """Files that are made in a folder once for all workers of a run, whichever of them needs the files first."""
    # the base folder of each worker is a folder in that of the run
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    listed = folder / "files.json"
    while (lock := open_locked(folder / "lock")) is None:
        time.sleep(0.2)
    try:
        if not listed.exists():
            made = {product: str(path) for product, path in make(folder / "files").items()}
            listed.write_text(json.dumps(made), encoding="utf-8")
        return {product: Path(path) for product, path in json.loads(listed.read_text(encoding="utf-8")).items()}
    finally:
        os.close(lock)


@dataclass(frozen=True, slots=True)
class Built:
    """What the publication became: all files, by product, with job tickets; and the renderer of each product."""

    files: Mapping[str, Path]
    renderers: Mapping[str, str]

    def of(self, renderer: str) -> dict[str, Path]:
        """What that renderer made, without what goes to a press, which nobody listens to."""
        return {
            name: path
            for name, path in self.files.items()
            if self.renderers.get(name) == renderer and f"{name}, ticket" not in self.files
        }

    @property
    def booklets(self) -> dict[str, Path]:
        """The booklets, large print among them."""
        return self.of("booklet")

    @property
    def prints(self) -> dict[str, Path]:
        """Cards, posters, instructions."""
        return self.of("print")

    @property
    def handouts(self) -> dict[str, Path]:
        """The slides on paper."""
        return self.of("handout")

    @property
    def decks(self) -> dict[str, Path]:
        """The presentations."""
        return self.of("deck")

    @property
    def read(self) -> dict[str, Path]:
        """The booklets to be read as they are: no sheets to be folded, and no instructions how."""
        return {name: path for name, path in self.booklets.items() if path.stem.endswith("-read")}

    @property
    def booklet(self) -> Path:
        """The first booklet."""
        return next(iter(self.booklets.values()))

    @property
    def deck(self) -> Path:
        """The first deck."""
        return next(iter(self.decks.values()))
