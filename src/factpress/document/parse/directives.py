"""The parts of a ::: block other than its text: name, argument and option lines, checked by the rule of its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.document.parse.ast import FenceRule
from factpress.document.parse.inline_parser import Grammar
from factpress.document.parse.pasted_spaces import without_other_spaces
from factpress.document.parse.themes import THEME

_HEAD = re.compile(r"\{(?P<name>[^}]*)\}[ \t]*+(?P<argument>.*)")
_OPTION = re.compile(r":(?P<key>[A-Za-z-]+):[ \t]*+(?P<value>.*)")

Option = tuple[str, str, Location]
"""An option's key, its value and the value's place."""


@dataclass(frozen=True, slots=True)
class FenceHead:
    """The first line of a fence with a known name."""

    name: str
    argument: str
    rule: FenceRule


def parse_head(info: str, grammar: Grammar, place: Location, problems: Problems) -> FenceHead | None:
    """The text after the colons; None, with an error, if it has no known name."""
    head = _HEAD.fullmatch(info.strip())
    if head is None:
        hint = "write :::{name}, for example :::{notes}"
        problems.error("bad-fence", "a ::: block needs a name in braces", place, hint)
        return None
    name, argument = head["name"].strip(), head["argument"].strip()
    rule = grammar.fences.get(name)
    if rule is not None and rule.names not in ("", "file", "verse"):
        argument = without_other_spaces(argument)
    if rule is None:
        problems.error("unknown-fence", f'unknown block "{name}"', place, did_you_mean(name, grammar.fences))
        return None
    if rule.argument is not None and not argument and not rule.optional:
        message = f'"{name}" needs {rule.argument} after its name'
        problems.error("bad-fence", message, place, f":::{{{name}}} and {rule.argument}")
        return None
    return FenceHead(name, argument, rule)


def parse_options(body: Sequence[str], first: Location, head: FenceHead, problems: Problems) -> tuple[Option, ...]:
    """The option lines at the beginning of a fence's body; `first` is the place of its first line."""
    found: list[Option] = []
    for number, line in enumerate(body, first.line):
        match = _OPTION.fullmatch(line.strip())
        if match is None:
            break
        indent, key, value = len(line) - len(line.lstrip()), match["key"], match["value"]
        if key not in (*head.rule.options, THEME):
            hint = did_you_mean(key, (*head.rule.options, THEME))
            place = Location(first.path, number, indent + 2, len(key))
            problems.error("unknown-option", f'"{head.name}" has no option "{key}"', place, hint)
        place = Location(first.path, number, indent + 1 + match.start("value"), len(value) or 1)
        if any(key == other for other, _, _ in found):
            message, again = f'"{key}" is given twice: the last one counts', replace(place, column=indent + 2)
            problems.warning("repeated-option", message, replace(again, length=len(key)), "keep one of them")
        found.append((key, value, place))
    return tuple(found)


def option_spans(body: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """From where to where, in its line, the value of each option at the beginning of a fence's body is written."""
    matches = ((line, _OPTION.fullmatch(line.strip())) for line in body)
    found = takewhile(lambda pair: pair[1] is not None, matches)
    starts = ((len(line) - len(line.lstrip()), match) for line, match in found if match is not None)
    return tuple((indent + match.start("value"), indent + match.end("value")) for indent, match in starts)


def check_fence(head: FenceHead, place: Location, argument: Location, problems: Problems, *, filled: bool) -> None:
    """Report words after the name, or a body, that the rule forbids, and a missing body that it requires."""
    misplaced = head.rule.argument is None and head.argument
    if misplaced:
        hint = "write its text on lines below it" if head.rule.needs_body else f'remove "{head.argument}"'
        problems.error("bad-fence", f'"{head.name}" takes nothing after its name', argument, hint)
    if not head.rule.body and filled:
        hint = "move the text out of the block"
        if "caption" in head.rule.options:
            hint = "write a caption as an option, :caption: …, and move other text out of the block"
        problems.error("bad-fence", f'"{head.name}" takes no text', place, hint)
    if head.rule.needs_body and not filled and not misplaced:
        problems.error("bad-fence", f'"{head.name}" is empty', place, "write its text between the ::: lines")


def crossing_line(body: Sequence[str], markup: str) -> int | None:
    """The line of a body that begins a block with as many colons as the fence around it: one end would close both."""
    begins = re.compile(rf"\s*:{{{len(markup)},}}\{{")
    return next((i for i, line in enumerate(body) if begins.match(line)), None)
