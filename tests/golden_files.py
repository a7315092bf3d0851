"""Golden files: a text that a test makes, compared with the one that is kept beside the tests.

`UPDATE_GOLDEN=1 make test` writes the kept texts again; look at the difference before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """The text equals the golden file of that name, a path below `tests/golden`."""
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
