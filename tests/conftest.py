"""Settings that every test shares."""

from __future__ import annotations

import os
import shutil
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
