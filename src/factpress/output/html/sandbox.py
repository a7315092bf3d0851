"""The sandbox that templates run in: private attributes are not accessible, and endless templates are stopped.

Jinja's own sandbox limits `range`. All other repetition is counted here, in steps and in characters instead of
seconds, so that a template is stopped at the same place on every machine.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, cast

from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

MAX_STEPS = 100_000
"""Iterations of loops, calls of macros and uses of templates in one document. A booklet has about 300."""
MAX_TEXT = 50_000_000
"""Characters of one text, or items of one list. A booklet with all its charts has about a million."""
MAX_PRINTED = 4 * MAX_TEXT
"""Characters that all templates of one document print. The output of one that is used in another counts twice."""
MAX_NUMBER = 10_000
"""The largest integer argument of a filter or a function, such as a width or a count."""
MAX_POWER = 10**30
"""The largest result of a power or a product of integers."""

_MOST_COMPILED = 200
_compiled: dict[tuple[str, str | None, str | None], Any] = {}
"""The code of templates by their text, name and file, those used last at the end. It is bound to no environment."""


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox with limits. An instance counts the steps of all templates that it runs."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.pop("lipsum", None)  # generates text of any length
        self.filters = {name: _limited(run) for name, run in self.filters.items()}
        self.filters |= {"format": _unformatted, _STEP: _stepper(), _BOUNDED: _bounded, _PRINTED: _printer()}

    def compile(  # pyright: ignore[reportIncompatibleMethodOverride] - the base has an overload for each kind of source
        self,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """The code of a template. What was compiled is kept: to fill the templates of a card takes less time."""
        compiled: Any = super().compile
        if raw or defer_init or not isinstance(source, str):
            return compiled(source, name, filename, raw, defer_init)
        key = source, name, filename
        code = _compiled.pop(key, None)
        if code is None:
            code = compiled(source, name, filename)
            if len(_compiled) >= _MOST_COMPILED:
                _compiled.pop(next(iter(_compiled)))
        _compiled[key] = code
        return code

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in list(tree.find_all((nodes.Concat, nodes.AssignBlock))):
            if isinstance(node, nodes.AssignBlock):
                node.filter = _filter(_BOUNDED, cast("nodes.Expr", node.filter), node.lineno)
            else:
                node.nodes = [_filter(_BOUNDED, part, part.lineno) for part in node.nodes]
        for node in list(tree.find_all(nodes.Output)):
            node.nodes = [
                part if isinstance(part, nodes.TemplateData) else _filter(_PRINTED, part, part.lineno)
                for part in node.nodes
            ]
        for node in list(tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock))):
            node.body = [_counted(node.lineno), *node.body]
        tree.body = [_counted(1), *tree.body]
        return tree

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The operator's result. Raises SecurityError if it would be too large."""
        sizes = [size for x in (left, right) if (size := _size(x)) is not None]
        if operator == "%" and isinstance(left, str):
            raise SecurityError("a text cannot be formatted with %; print its parts one after the other")
        if operator == "+":
            _check(sum(sizes))
        elif operator == "*" and sizes:
            _check(sizes[0] * next((x for x in (left, right) if isinstance(x, int)), 1))
        elif operator == "*":
            _check_number(left)
            _check_number(right)
        elif operator == "**" and (abs(right) > 100 or abs(left) > MAX_POWER ** (1 / max(abs(right), 1))):
            raise SecurityError("the result of ** is too large")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """The result of a call. Raises SecurityError if an argument or the result is too large."""
        if getattr(obj, "__name__", None) in ("format", "format_map"):
            raise SecurityError("a text cannot be formatted with format(); print its parts one after the other")
        _check_joined(getattr(obj, "__self__", None), args)
        if obj is not self.globals.get("range"):  # Jinja limits that
            _check_numbers((*args, *kwargs.values()))
        return _checked(super().call(context, obj, *args, **kwargs))


_STEP, _BOUNDED, _PRINTED = "factpress step", "factpress bounded", "factpress printed"
"""Filters that templates cannot use, since their names contain a space."""


def _filter(name: str, value: nodes.Expr, line: int) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=line)


def _counted(line: int) -> nodes.ExprStmt:
    """A statement at that line that counts one step."""
    return nodes.ExprStmt(_filter(_STEP, nodes.Const(None, lineno=line), line), lineno=line)


def _limited(run: Callable[..., Any]) -> Callable[..., Any]:
    """The filter with limits on its arguments and result. `wraps` keeps the attributes that Jinja sets on it."""

    @wraps(run)
    def limited(*args: Any, **kwargs: Any) -> Any:
        value, *given = args[1:] if hasattr(run, "jinja_pass_arg") else args  # the first is Jinja's context
        _check_numbers((*given, *kwargs.values()))
        _check_joined(value, (*given, *kwargs.values()))
        return _checked(run(*args, **kwargs))

    return limited


def _stepper() -> Callable[..., Any]:
    """A filter that counts its uses."""
    steps = itertools.count(1)

    @pass_context  # keeps Jinja from evaluating it at compile time
    def step(_context: Any, value: Any) -> Any:
        if next(steps) > MAX_STEPS:
            raise SecurityError(f"it takes more than {MAX_STEPS} steps")
        return value

    return step


def _printer() -> Callable[..., Any]:
    """A filter that counts the characters that are printed."""
    printed = 0

    @pass_context
    def add(_context: Any, value: Any) -> Any:
        nonlocal printed
        printed += _length(value)
        if printed > MAX_PRINTED:
            raise SecurityError(f"it prints more than {MAX_PRINTED} characters")
        return value

    return add


@pass_context
def _unformatted(_context: Any, *_: Any, **__: Any) -> Any:
    raise SecurityError("a text cannot be formatted with format; print its parts one after the other")


@pass_context
def _bounded(_context: Any, value: Any) -> Any:
    return _checked(value)


def _check_joined(text: Any, args: Iterable[Any]) -> None:
    """Refuse a long text that is inserted many times, as by `join` and `replace`."""
    sizes = sorted(size for x in (text, *args) if (size := _size(x)) is not None)
    if math.prod(sizes[-2:]) > 10 * MAX_TEXT and len(sizes) > 1:
        raise SecurityError("the text is too long")
    _check(max(map(_length, (text, *args)), default=0))


def _check_numbers(given: Iterable[Any]) -> None:
    for value in given:
        if isinstance(value, int) and abs(value) > MAX_NUMBER:
            raise SecurityError(f"the argument {value} is too large")


def _check_number(value: Any) -> None:
    if isinstance(value, int | float) and abs(value) > MAX_POWER:
        raise SecurityError("a number is too large")


def _check(size: int) -> None:
    if size > MAX_TEXT:
        raise SecurityError("a text or a list is too long")


def _checked(value: Any) -> Any:
    _check(_size(value) or 0)
    return value


def _length(value: Any) -> int:
    """Number of characters of a value when it is printed or joined; of texts only."""
    if isinstance(value, list | tuple):
        items = cast("Sequence[Any]", value)
        return len(items) + sum(_size(item) or 0 for item in items)
    return _size(value) or 0


def _size(value: Any) -> int | None:
    """Number of characters or items of a value; None for other values, such as numbers."""
    return len(cast("str", value)) if isinstance(value, str | bytes | list | tuple | Mapping) else None
