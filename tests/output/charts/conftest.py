"""The theme of the engine's own brand."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.design.theme import Theme, load_theme


@pytest.fixture(scope="session")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    problems = Problems()
    found = load_theme(Places.of(Path(tmp_path_factory.mktemp("publication"))), problems)
    assert found is not None, list(problems)
    return found
