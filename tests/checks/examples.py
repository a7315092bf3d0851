"""The examples in rules' docstrings, laid over the starter: what stands behind a rule's "Bad:" and "Good:"."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from factpress.checks.context import CheckContext
from tests.publications import STARTER, edition_of, publication, text_of

TODAY = dt.date(2026, 11, 22)


def files_of(example: str) -> dict[str, str]:
    """The files of an example: a line `# data/…` begins each; without one, it is a file of claims."""
    parts = re.split(r"(?m)^# (data/\S+)\n", example)
    if len(parts) == 1:
        return {"data/facts/example.yaml": example}
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def joined(name: str) -> bool:
    """Whether the file of an example is added to the starter's own; scopes, whose keys are few, take its place."""
    return (STARTER / name).exists() and Path(name).stem != "scopes"


def laid(example: str, folder: Path) -> Path:
    """The starter in that folder, with the files of the example added to its own."""
    there = {name: text_of(name) + "\n" if joined(name) else "" for name in files_of(example)}
    return publication(folder, {name: there[name] + text + "\n" for name, text in files_of(example).items()})


def subject(folder: Path, today: dt.date = TODAY) -> CheckContext:
    """What rules see of the publication in that folder, which must have no errors."""
    return CheckContext(edition_of(folder), today)
