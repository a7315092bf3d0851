"""Every finding has a place in the editor's files, but for a few codes, which are listed here with their reasons."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "factpress"

UNPLACED = {
    "weasyprint-unpatched": "about the version of WeasyPrint that is installed",
}


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call that makes a finding, with the name of what it calls."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "super()" not in ast.unparse(node.func):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("Diagnostic", "error", "warning"):
                    yield path, node, name


def code_of(call: ast.Call) -> str | None:
    first = call.args[0] if call.args else None
    code = first.value if isinstance(first, ast.Constant) else None
    return code if isinstance(code, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) else None


def has_place(call: ast.Call, name: str) -> bool:
    """Whether the call names a place: its third argument, or `location`.

    What the type checker sees is left to it: `Problems.error` and `Problems.warning` take no None.
    """
    place = call.args[2] if len(call.args) > 2 else next((k.value for k in call.keywords if k.arg == "location"), None)
    return place is not None and not (isinstance(place, ast.Constant) and place.value is None)


def test_the_few_findings_without_a_place_are_listed() -> None:
    found = {code: path for path, call, name in calls() if (code := code_of(call)) and not has_place(call, name)}
    assert found.keys() == UNPLACED.keys(), found


def test_a_code_that_is_not_written_out_has_a_place() -> None:
    """A variable may hold any code, so such a call must name a place. `Problems` itself is left out."""
    lost = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path, call, name in calls()
        if call.args
        and not isinstance(call.args[0], ast.Constant)
        and not has_place(call, name)
        and path.name != "diagnostics.py"
    ]
    assert lost == []


def test_calls_without_a_place_are_noticed() -> None:
    def judged(text: str) -> bool:
        call = ast.parse(text, mode="eval").body
        assert isinstance(call, ast.Call)
        return has_place(call, call.func.attr if isinstance(call.func, ast.Attribute) else "Diagnostic")

    assert judged('problems.error("a", "b", place)')
    assert judged('Diagnostic("a", "b", location=place)')
    assert not judged('Diagnostic("a", "b", None, "hint")')
    assert not judged('Diagnostic("a", "b", hint="c")')
