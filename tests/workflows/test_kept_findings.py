"""Findings of a source that did not change are kept, and whatever they depend on gives another key."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from factpress.checks import registry
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.workflows import kept_findings
from factpress.workflows.check import check
from factpress.workflows.kept_findings import KeptFindings
from tests.publications import publication

TODAY = dt.date(2026, 11, 22)
SETTINGS = Path("data/publication.yaml")
FOUND = (
    Diagnostic("one", "a message", Location(Path("data/a.yaml"), 3, 7, 2), "a hint", Severity.WARNING),
    Diagnostic("two", "two places", None, None, Severity.ERROR, (Location(Path("b.xlsx"), cell="B7"),), "an answer"),
)


def kept(folder: Path, day: dt.date = TODAY) -> KeptFindings:
    found = KeptFindings.of(folder, day)
    assert found is not None
    return found


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One element for each run of the rules."""
    runs: list[None] = []
    original = registry.check_inspected

    def check_inspected(*arguments: object, **options: object) -> list[Diagnostic]:
        runs.append(None)
        return original(*arguments, **options)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(registry, "check_inspected", check_inspected)
    return runs


def test_findings_are_those_of_the_rules_and_an_unchanged_source_is_not_judged_again(
    tmp_path: Path, judged: list[None]
) -> None:
    folder = publication(tmp_path)
    events = folder / "data/events.yaml"
    events.write_text(
        'past:\n  title: A reading\n  starts: {date: 2026-11-13, time: "18:30", zone: Europe/London}\n  place: Here\n',
        encoding="utf-8",
    )
    first = check(folder, today=TODAY, quick=True)
    assert "past-event" in {found.code for found in first}
    assert check(folder, today=TODAY, quick=True) == first
    assert len(judged) == 1
    assert check(folder, today=TODAY, quick=True, cached=False) == first
    assert len(judged) == 2
    events.write_text(events.read_text(encoding="utf-8").replace("2026-11-13", "2027-11-13"), encoding="utf-8")
    assert "past-event" not in {found.code for found in check(folder, today=TODAY, quick=True)}
    assert len(judged) == 3


def test_all_of_a_finding_is_kept(tmp_path: Path) -> None:
    folder = publication(tmp_path)
    assert kept(folder).get() is None
    kept(folder).put(FOUND)
    assert kept(folder).get() == FOUND


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text of the same size": lambda root: _swapped(root / SETTINGS),
    "a new file": lambda root: (root / "data/facts/new.yaml").write_text("", encoding="utf-8"),
    "a removed file": lambda root: (root / SETTINGS).unlink(),
    "a new folder": lambda root: (root / "assets/photos").mkdir(parents=True),
    "a picture": lambda root: _written(root / "assets/a.png"),
    "a template": lambda root: _written(root / "templates/booklet/a.css"),
    "a font": lambda root: _written(root / "fonts/a.ttf"),
    "a folder beside data": lambda root: (root / "assests").mkdir(),
}


def _swapped(file: Path) -> None:
    """Change a text, but neither its size nor the time of its last change."""
    status = file.stat()
    file.write_bytes(file.read_bytes().swapcase())
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _written(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_gives_another_key(change: str, tmp_path: Path) -> None:
    folder = publication(tmp_path)
    before = kept(folder)
    CHANGES[change](folder)
    assert kept(folder).key != before.key
    before.put(FOUND)  # as if it had changed while it was judged
    assert before.get() is None


def test_another_day_program_or_library_gives_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = publication(tmp_path)
    keys = [kept(folder).key, kept(folder, dt.date(2026, 11, 23)).key]
    monkeypatch.setattr(kept_findings, "_libraries", lambda: ["pydantic-99.dist-info"])
    keys.append(kept(folder).key)
    monkeypatch.setattr(kept_findings, "source_digest", lambda: "another")
    keys.append(kept(folder).key)
    assert len(set(keys)) == 4


def test_what_is_built_gives_the_same_key(tmp_path: Path) -> None:
    folder = publication(tmp_path)
    before = kept(folder).key
    _written(folder / "build/booklet.pdf")
    assert kept(folder).key == before


def test_damaged_findings_are_not_used(tmp_path: Path) -> None:
    folder = publication(tmp_path)
    place = kept(folder)
    for content in (b"[", b"[1]", b'[["code", "message", null, null, "loud", [], null]]'):
        kept_findings.ContentCache(folder / "build/.cache/findings", "findings-1").put(place.key, content)
        assert place.get() is None


@pytest.mark.skipif(os.name == "nt", reason="links need a permission")
def test_findings_of_a_source_with_links_are_not_kept(tmp_path: Path) -> None:
    folder = publication(tmp_path)
    (folder / "data/facts/linked.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert KeptFindings.of(folder, TODAY) is None
