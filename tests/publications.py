"""Publications for tests: the engine's starter, with files of the test's own laid over it."""

from __future__ import annotations

import shutil
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Findings, Problems
from factpress.core.paths import Places, engine_folder
from factpress.edition import Edition, read_edition
from factpress.publication.settings import Publication, load_partial_publication

STARTER = engine_folder() / "templates" / "starter"


def publication(folder: Path, files: dict[str, str | bytes | None] | None = None) -> Path:
    """The starter in that folder, some of its files replaced; None removes a file."""
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    for name, text in (files or {}).items():
        path = folder / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def text_of(name: str) -> str:
    """A file of the starter, to be changed."""
    return (STARTER / name).read_text(encoding="utf-8")


def edition_of(folder: Path) -> Edition:
    """The edition that is read from that folder."""
    return read_edition(folder)


def findings_of(folder: Path) -> tuple[Diagnostic, ...]:
    """All that is wrong with the publication in that folder; empty where it can be read."""
    try:
        return edition_of(folder).warnings
    except Findings as findings:
        return findings.found


def codes(found: tuple[Diagnostic, ...]) -> set[str]:
    """The codes of some findings."""
    return {d.code for d in found}


def load_publication(places: Places, problems: Problems) -> Publication | None:
    """The publication; None, with errors, if its file is invalid."""
    before = len(problems.errors)
    partial = load_partial_publication(places, problems)
    return partial.publication if len(problems.errors) == before else None
