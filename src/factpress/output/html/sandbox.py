"""The sandbox that templates run in: nothing private is reached, and what would never end is stopped.

Jinja's own sandbox bounds `range`. What a template can repeat beside that is counted here, in steps and in
characters, so that the same template is stopped at the same place on every machine.
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

MOST_STEPS = 100_000
"""Turns of loops, calls of macros and uses of templates in one document; a booklet takes some three hundred."""
MOST_TEXT = 50_000_000
"""Characters of one text, or items of one list; a booklet with all its charts has some million."""
MOST_PRINTED = 4 * MOST_TEXT
"""Characters that all templates of one document print; what one prints into another counts in both."""
MOST_NUMBER = 10_000
"""The largest whole number that a filter or a function may be given: widths, counts, places."""
MOST_POWER = 10**30
"""The largest number that a power or a product of whole numbers may come to."""


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox with an end to everything. An instance counts all that it runs."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.pop("lipsum", None)  # makes up words, as many as it is asked for
        self.filters = {name: _measured(run) for name, run in self.filters.items()}
        self.filters |= {"format": _unformatted, _STEP: _stepper(), _BOUNDED: _bounded, _PRINTED: _printer()}

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
        """The operator's result, unless it would be too large to have been meant."""
        sizes = [size for x in (left, right) if (size := _size(x)) is not None]
        if operator == "%" and isinstance(left, str):
            raise SecurityError("a text is not put together by %; print its parts one after the other")
        if operator == "+":
            _check(sum(sizes))
        elif operator == "*" and sizes:
            _check(sizes[0] * next((x for x in (left, right) if isinstance(x, int)), 1))
        elif operator == "*":
            _check_number(left)
            _check_number(right)
        elif operator == "**" and (abs(right) > 100 or abs(left) > MOST_POWER ** (1 / max(abs(right), 1))):
            raise SecurityError("a power that is too large")
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """The result of a call, unless it is asked for too much or is too large."""
        if getattr(obj, "__name__", None) in ("format", "format_map"):
            raise SecurityError("a text is not put together by format(); print its parts one after the other")
        _check_joined(_owner(obj), args)
        if obj is not self.globals.get("range"):  # which has a bound of its own
            _check_numbers((*args, *kwargs.values()))
        return _checked(super().call(context, obj, *args, **kwargs))


_STEP, _BOUNDED, _PRINTED = "factpress step", "factpress bounded", "factpress printed"
"""Filters that no template can name, since their names hold a space."""


def _filter(name: str, value: nodes.Expr, line: int) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=line)


def _counted(line: int) -> nodes.ExprStmt:
    """A statement that counts one step, at that line."""
    return nodes.ExprStmt(_filter(_STEP, nodes.Const(None, lineno=line), line), lineno=line)


def _measured(run: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, which is not asked for too much; Jinja's marks on it stay."""

    @wraps(run)
    def measured(*args: Any, **kwargs: Any) -> Any:
        value, *own = args[1:] if hasattr(run, "jinja_pass_arg") else args  # what Jinja passes comes first
        _check_numbers((*own, *kwargs.values()))
        _check_joined(value, (*own, *kwargs.values()))
        return _checked(run(*args, **kwargs))

    return measured


def _stepper() -> Callable[..., Any]:
    """A filter that counts how often it is used."""
    steps = itertools.count(1)

    @pass_context  # which also keeps Jinja from working it out once, while it reads the template
    def step(_context: Any, value: Any) -> Any:
        if next(steps) > MOST_STEPS:
            raise SecurityError(f"it goes on after {MOST_STEPS} steps")
        return value

    return step


def _printer() -> Callable[..., Any]:
    """A filter that adds up what is printed."""
    printed = 0

    @pass_context
    def add(_context: Any, value: Any) -> Any:
        nonlocal printed
        printed += _length(value)
        if printed > MOST_PRINTED:
            raise SecurityError(f"it goes on after {MOST_PRINTED} characters")
        return value

    return add


@pass_context
def _unformatted(_context: Any, *_: Any, **__: Any) -> Any:
    raise SecurityError("a text is not put together by format; print its parts one after the other")


@pass_context
def _bounded(_context: Any, value: Any) -> Any:
    return _checked(value)


def _owner(method: Any) -> Any:
    return getattr(method, "__self__", None)


def _check_joined(text: Any, args: Iterable[Any]) -> None:
    """Refuse what is long times long: a text that is put between, or in the place of, many others."""
    sizes = sorted(size for x in (text, *args) if (size := _size(x)) is not None)
    if math.prod(sizes[-2:]) > 10 * MOST_TEXT and len(sizes) > 1:
        raise SecurityError("a text that is too long")
    _check(max(map(_length, (text, *args)), default=0))


def _check_numbers(given: Iterable[Any]) -> None:
    for value in given:
        if isinstance(value, int) and abs(value) > MOST_NUMBER:
            raise SecurityError(f"the number {value} is too large here")


def _check_number(value: Any) -> None:
    if isinstance(value, int | float) and abs(value) > MOST_POWER:
        raise SecurityError("a number that is too large")


def _check(size: int) -> None:
    if size > MOST_TEXT:
        raise SecurityError("a text or a list that is too long")


def _checked(value: Any) -> Any:
    _check(_size(value) or 0)
    return value


def _length(value: Any) -> int:
    """How many characters it comes to when it is printed or joined, as far as texts go."""
    if isinstance(value, list | tuple):
        items = cast("Sequence[Any]", value)
        return len(items) + sum(_size(item) or 0 for item in items)
    return _size(value) or 0


def _size(value: Any) -> int | None:
    """How many characters or items it has; None for what has none, such as a number."""
    return len(cast("str", value)) if isinstance(value, str | bytes | list | tuple | Mapping) else None
