"""Settings that every test shares."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

from factpress.workflows.build import build
from tests.publications import publication

# The same examples in every run, so that a red test is red for everybody; no deadline, since machines differ.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

os.environ.setdefault("NO_COLOR", "1")
# 2026-11-27 12:00 UTC: a helpline or a consent that is out of date must not turn a test red some day
os.environ.setdefault("SOURCE_DATE_EPOCH", "1795780800")


LONGEST = (
    "conformance/test_same_bytes.py",  # builds what the other tests of the folder wait for
    "workflows/test_check.py",
    "desk/test_browser.py",
    "conformance/test_audit.py",
    "conformance/test_alterations.py",
    "test_architecture.py",
    "conformance/test_booklet.py",
    "conformance/test_evidence.py",
    "conformance/test_deck_merge.py",
    "conformance/test_deck.py",
    "test_regular_expressions.py",
    "workflows/test_scaffold.py",
    "checks/test_rule.py",
    "conformance/test_handout.py",
    "desk/test_text_pages.py",
    "test_special_files.py",
    "output/charts/test_halo.py",
    "mutation/test_mutations.py",
    "conformance/test_deck_identity.py",
    "desk/test_history_pages.py",
    "bench/test_figures.py",
    "workflows/test_mistakes.py",
    "desk/test_browser_files.py",
    "conformance/test_installed.py",
)
"""The files whose tests take longest, in the order in which workers get them: none of these is left for the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sorts the files: the longest first, then those with most tests.

    With `--no-loadscope-reorder` workers get whole files in this order. (Otherwise those with most tests come first,
    and the long files of few tests last, when other workers have nothing left to do.)
    """
    counts = Counter(item.path for item in items)
    first = {Path(__file__).parent / name: i for i, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (first.get(item.path, len(first)), -counts[item.path], item.path))


@pytest.fixture(scope="session")
def built_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter with all its files, built once."""
    folder = publication(tmp_path_factory.mktemp("library") / "library")
    build(folder)
    return folder


@pytest.fixture
def library(built_library: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return shutil.copytree(built_library, tmp_path / "library", ignore=shutil.ignore_patterns(".cache"))
