"""Programs of the machine that a test compares with."""

from __future__ import annotations

import shutil

import pytest
from workshop import IN_CI


def needs(program: str) -> pytest.MarkDecorator:
    """The mark of a test that is skipped where the machine lacks that program. In CI it fails instead."""
    return pytest.mark.skipif(not IN_CI and shutil.which(program) is None, reason=f"needs {program}")
