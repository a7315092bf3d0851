"""A second judge of PDF/UA-1, of other descent than veraPDF: page-validation, from PyPI."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast


def faults(path: Path) -> list[str]:
    """The rules of PDF/UA-1 that the file breaks."""
    import page

    result = cast("Any", page).validate_pdf(str(path), profile="ua1")
    return [f"{fault.rule_id}: {fault.message}" for fault in result.failures]
