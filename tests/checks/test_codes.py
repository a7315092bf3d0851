"""Every code that anything reports is explained, and none that nothing reports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from factpress.checks.registry import RULES, explain, other_codes
from factpress.core.diagnostics import ToolError

SOURCE = Path(__file__).parents[2] / "src" / "factpress"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_ALONE = {"hairline", "transparency"}  # of one word, as no other code is
REPORTING = {"error", "warning", "_add", "invalid", "matching", "Diagnostic", "_findings", "refused"}


def reported(tree: ast.AST) -> Iterator[str]:
    """The codes in a module: the first argument of what reports, and of what a function gives back to be reported.

    What preflight finds has its page or its severity before its code, and what is wrong in a table its cell.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name("error" | "warning" | "tell" | "Finding" | "Fault") as called, args=[_, second, *_]
            ) if called.id == "Finding" or isinstance(second, ast.Constant):
                yield from literals(second)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if name in REPORTING:
                yield from literals(first)
            case ast.Return(value=ast.Tuple(elts=[ast.Constant(value=str(code)), _, _])) if CODE.fullmatch(code):
                yield code
            case _:
                pass


def literals(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if (
            isinstance(inner, ast.Constant)
            and isinstance(inner.value, str)
            and (CODE.fullmatch(inner.value) or inner.value in _ALONE)
        ):
            yield inner.value


def of_the_source() -> set[str]:
    return {code for path in SOURCE.rglob("*.py") for code in reported(ast.parse(path.read_text(encoding="utf-8")))}


def test_every_code_is_explained_and_stands_somewhere() -> None:
    assert set(other_codes()) == of_the_source() - {rule.code for rule in RULES}


def test_a_code_that_nobody_explains_is_noticed() -> None:
    text = 'problems.error("new-code" if a else "other-code", "m")\ndef f():\n    return "third-code", "m", "h"\n'
    assert set(reported(ast.parse(text))) == {"new-code", "other-code", "third-code"}


@pytest.mark.parametrize("code", sorted(other_codes()))
def test_a_code_is_explained_in_a_sentence(code: str) -> None:
    assert other_codes()[code][0].isupper() or other_codes()[code].startswith("data/")
    assert other_codes()[code].endswith(".")
    assert other_codes()[code] in explain(code)


def test_all_codes_are_listed_in_order() -> None:
    lines = explain(None).splitlines()
    assert [line.split()[0] for line in lines] == sorted([*other_codes(), *(rule.code for rule in RULES)])


def test_a_rule_is_explained_in_four_parts() -> None:
    told = explain("part-exceeds-whole")
    assert [part in told for part in ("Why: ", "Bad:\n", "Good:\n", "(warning)")] == [True] * 4


def test_an_unknown_code_is_a_failure_with_a_hint() -> None:
    with pytest.raises(ToolError) as failed:
        explain("review-overdu")
    assert failed.value.hint == 'did you mean "review-overdue"?'
