"""Every regular expression in `src` takes time in proportion to the length of the text, whatever the text is.

The texts come from files that others wrote: pictures, content files, PDF files. A pattern that tries many ways to
divide the same characters (`(a+)+$`, `\\s*\\s*x`), or that reads to the end of the text from every start
(`<!--.*?-->`), stops the program with a text of a few kilobytes.
"""

from __future__ import annotations

import ast
import builtins
import functools
import importlib
import itertools
import re
import re._parser as parser  # pyright: ignore[reportMissingImports] - Python's own parser of patterns has no stubs
import signal
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

from factpress.audit.reference_numbers import _words
from factpress.audit.text_dates import _patterns
from factpress.checks.dates import calendar_of
from factpress.i18n.numerals import _pattern
from tests.tongues import TONGUES

SOURCE = Path(__file__).parents[1] / "src" / "factpress"

ANCHORED = frozenset({"match", "fullmatch"})
METHODS = ANCHORED | {"search", "finditer", "findall", "sub", "subn", "split"}


@dataclass(frozen=True, slots=True)
class Use:
    """A pattern, where it is written, and the methods that it is used with."""

    place: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


FRENCH_DATES = calendar_of("fr")
assert FRENCH_DATES is not None

SAMPLES: Mapping[str, Sequence[Any]] = {
    "author": ["A. Writer"],
    "wordy": [("scores of", "half of"), ()],
    "decimal": [".", ","],
    "grouped": [r"\d{1,3}(?:[ '’,]\d{3}){0,8}[ '’,]\d{3}|\d+"],
    "key": ["alt"],
    "mark": [",", "\t"],
    "quoted": [r'[ ]*"(?P<quoted>(?:[^"]|""){0,1000}+)"[ ]*(?=,|\n|\Z)'],
    "after": [r"(?![.,]?\d)", "", "edition|ed\\."],
    "before": [r"(?<![\d.,])", ""],
    "close": ["[\ue001”’)\\]]*"],
    "closing": [r"[\s>]*:{3,}\s*"],
    "continued": ["continued"],
    "any_weekday": [r"(?:monday|(?<!\w)sun(?!\w))"],
    "before_unit": [r"(?:double|twice)(?=\s+(?:people|men)(?!\w))"],
    "date": [pattern.pattern for pattern in _patterns(("May", "June"), "{begin} to {end}", "{day} {month} {year}")],
    "denominator": ["half|two thirds"],
    "numerator": ["one|two|three hundred"],
    "ends": ["strasse|weg"],
    "left": [["Little Town", "Town"]],
    "named": ["Street|Road"],
    "names": [["Home for girls", "School"]],
    "numbered": [r"Street|St\."],
    "digits": [_pattern(language) for language in TONGUES.values()],
    "forms": [r"square\s+kilometres|people|men"],
    "indent": [None],
    "known": [["https://example\\.org/a", "https://example\\.org"]],
    "language": list(TONGUES.values()),
    "longest_first": [["two-word's form", "two words", "word"]],
    "markup": [":::"],
    "name": ["1 A"],
    "one": [pattern.pattern for pattern in (FRENCH_DATES.patterns[0], FRENCH_DATES.patterns[-1])],
    "parts": [[r"(?<!\w)two\s+words(?!\w)", "word['’]s"]],
    "pattern": ["p. {page}"],
    "rate": ["per"],
    "scale": [r"(?:\s*(?P<scale>hundred\s+million|million)(?!\w))?"],
    "several": [r"twice\s+as|scores\s+of"],
    "self": [SimpleNamespace(unless=["two words of", "word"])],
    "street": [_words((), ("street", "st.", "-weg"), "").street.pattern],
    "wanted": ["5,000 a"],
    "words": [r"A[\s-]+1[\s-]+a"],
    "year": ["1979"],
    "column": [4],
}
"""Values of the local variables that patterns are made of."""

# ── the patterns of src ───────────────────────────────────────────────────────────────────────────────────────────


@functools.cache
def syntax_trees() -> Mapping[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


@functools.cache
def methods_with_owners() -> Sequence[tuple[ast.Module, str, str]]:
    """Each method of patterns that is named in the source: the module, the expression before it, the method."""
    return [
        (tree, ast.unparse(node.value), node.attr)
        for tree in syntax_trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in METHODS
    ]


def uses(module: str) -> Iterator[Use]:
    """The patterns of a module: arguments of functions of `re`, and `pattern=` of fields of pydantic models."""
    tree = syntax_trees()[SOURCE / module]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = ast.unparse(node.func)
        fields = [keyword.value for keyword in node.keywords if keyword.arg == "pattern" and "Field" in function]
        owner, _, method = function.rpartition(".")
        for argument in node.args[:1] if owner == "re" and method in METHODS | {"compile"} else fields:
            methods = methods_of(node, tree) if method == "compile" else {"search" if fields else method}
            for pattern in values(module, argument):
                yield Use(f"{module}:{node.lineno}", re.compile(pattern, flags_of(node)), frozenset(methods))


def methods_of(call: ast.Call, tree: ast.Module) -> set[str]:
    """The methods called on the name that a compiled pattern is bound to; `search` if it has none, to be strict."""
    names = {
        ast.unparse(node.targets[0]) for node in ast.walk(tree) if isinstance(node, ast.Assign) and node.value is call
    }
    found = {
        method
        for other, owner, method in methods_with_owners()
        if (other is tree and owner in names) or (owner.rpartition(".")[2] in names and "." in owner)
    }
    return found or {"search"}


def values(module: str, expression: ast.expr) -> Iterator[Any]:
    """What an expression is in its module, for each sample of its local variables."""
    names = vars(importlib.import_module("factpress." + module.removesuffix(".py").replace("/", ".")))
    local = {n.id for n in ast.walk(expression) if isinstance(n, ast.Name)} - names.keys() - vars(builtins).keys()
    bound = {
        n.target.id for n in ast.walk(expression) if isinstance(n, ast.comprehension) and isinstance(n.target, ast.Name)
    }
    used = sorted(local - bound)
    assert SAMPLES.keys() >= set(used), f"{module}: add samples of {used} for {ast.unparse(expression)}"
    for chosen in itertools.product(*(SAMPLES[name] for name in used)):
        code = compile(ast.Expression(expression), module, "eval")
        yield eval(code, {**names, **dict(zip(used, chosen, strict=True))})  # noqa: S307 - code of this project


def flags_of(call: ast.Call) -> int:
    """The flags among the arguments of a call: `re.DOTALL | re.IGNORECASE`."""
    names = [node for node in ast.walk(call) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "re"]
    return sum({int(flag) for node in names if isinstance(flag := getattr(re, node.attr), re.RegexFlag)})


# ── hostile texts ─────────────────────────────────────────────────────────────────────────────────────────────────

OUTSIDERS = ("~", "a", "1", " ", "\n", "\n~", '"')
"""Characters that end a run of others: a pattern lacks at least one of them in nearly every place."""

CATEGORIES = {"SPACE": " \n", "DIGIT": "1", "WORD": "a1", "NOT_SPACE": "~a", "NOT_DIGIT": "~a", "NOT_WORD": "~ "}


def characters(items: Iterable[tuple[Any, Any]]) -> str:
    """Some characters of a character class: the ends of its ranges, and one or two of each category."""
    found: list[str] = []
    items = list(items)
    negated = bool(items) and str(items[0][0]) == "NEGATE"
    for kind, value in items:
        match str(kind):
            case "LITERAL":
                found.append(chr(value))
            case "RANGE":
                found += [chr(value[0]), chr(value[1])]
            case "CATEGORY":
                found.append(CATEGORIES[str(value).removeprefix("CATEGORY_")])
            case _:
                pass
    if negated:
        inside = re.compile("[" + "".join(map(re.escape, "".join(found))) + "]") if found else None
        return "".join(one for one in "~xa1 \n\"'<>" if inside is None or not inside.match(one))
    return "".join(found)


def examples(tree: Iterable[tuple[Any, Any]], most: int = 6) -> list[str]:
    """A few texts that a part of a pattern may match, shortest first; assertions are ignored."""
    found = [""]
    for kind, value in tree:
        found = list(dict.fromkeys(a + b for a in found for b in parts(str(kind), value, most)))[:most]
    return found


def parts(kind: str, value: Any, most: int) -> list[str]:
    match kind:
        case "LITERAL":
            return [chr(value)]
        case "NOT_LITERAL":
            return [one for one in "~a" if ord(one) != value][:1]
        case "ANY":
            return ["x", "~"]
        case "IN":
            return list(characters(value))[:most] or [""]
        case "BRANCH":
            return [text for branch in value[1] for text in examples(branch, 2)][: 2 * most]
        case "SUBPATTERN":
            return examples(value[3], most)
        case "ATOMIC_GROUP":
            return examples(value, most)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, _, body = value
            once = examples(body, most)
            return [text * least for text in once] if least else ["", *once]
        case _:
            return [""]


def inner(kind: str, value: Any) -> list[Any]:
    """The parts of a pattern inside one of its parts."""
    match kind:
        case "BRANCH":
            return list(value[1])
        case "SUBPATTERN":
            return [value[3]]
        case "ATOMIC_GROUP":
            return [value]
        case "ASSERT" | "ASSERT_NOT":
            return [value[1]]
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [value[2]]
        case _:
            return []


def repeats(tree: Any, before: Sequence[str] = ("",)) -> Iterator[tuple[list[str], list[str]]]:
    """The unbounded repeats of a pattern: texts that lead to each one, and texts that it repeats."""
    for index, (kind, value) in enumerate(tree):
        ahead = examples(list(tree)[:index], 3)
        lead = list(dict.fromkeys(a + b for a in before for b in ahead))[:4]
        if str(kind).endswith("REPEAT") and value[1] == parser.MAXREPEAT:
            yield lead, examples(value[2], 8)
        for part in inner(str(kind), value):
            yield from repeats(part, lead)


def alphabet(tree: Any) -> str:
    found: list[str] = []
    for kind, value in tree:
        match str(kind):
            case "LITERAL" | "NOT_LITERAL":
                found.append(chr(value))
            case "IN":
                found.append(characters(value))
            case "ANY":
                found.append("x")
            case _:
                found += [alphabet(part) for part in inner(str(kind), value)]
    return "".join(dict.fromkeys("".join(found)))


def hostile(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Texts of about this length: what leads to a repeat, then what is repeated, then a character that fits nowhere."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    pumps: dict[tuple[str, str], None] = {}
    letters = alphabet(tree)[:24]
    for lead, bodies in repeats(tree):
        for before in dict.fromkeys(("", *lead)):
            pumps |= dict.fromkeys((before, body) for body in (*bodies, *letters))
        pumps |= dict.fromkeys(("", before + body) for before in lead for body in (*bodies[:4], ""))
    pumps |= dict.fromkeys(("", a + b) for a, b in itertools.permutations(letters[:6], 2)) if pumps else {}
    written = isinstance(pattern.pattern, str)
    for before, pump in pumps:
        for after in ("", *OUTSIDERS) if pump else ():
            text = before + pump * (length // len(pump)) + after
            yield text if written else text.encode("latin-1", "replace")


# ── work ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class TooMuchWorkError(Exception):
    """A text took more processor time than any linear pattern needs for it."""


@contextmanager
def limited(seconds: float) -> Generator[None]:
    """Stop after so many seconds of this process's own processor time."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooMuchWorkError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def work(pattern: re.Pattern[Any], text: Any, methods: Iterable[str]) -> float:
    """Seconds of processor time that these methods need for the text."""
    begin = time.process_time()
    for method in {method if method in ANCHORED else "finditer" for method in methods}:
        found = getattr(pattern, method)(text)
        if method == "finditer":
            for _ in found:
                pass
    return time.process_time() - begin


SHORT, LONG = 4_000, 16_000
QUICK = 0.003
"""Seconds in which a text of 4,000 characters is read, and never read 4,000 times."""


def slow_text(use: Use) -> str | None:
    """A text, cut short, for which the work grows faster than its length; None if there is none."""
    return _slow_text(use.pattern, use.methods)


@functools.cache  # languages share patterns
def _slow_text(pattern: re.Pattern[Any], methods: frozenset[str]) -> str | None:
    quick = QUICK
    for short, long in zip(hostile(pattern, SHORT), hostile(pattern, LONG), strict=True):
        try:
            with limited(0.5):
                if work(pattern, short, methods) < quick:
                    continue
                least = min(work(pattern, short, methods) for _ in range(3))
                # four times the length: 4 times the work if linear, 16 times if quadratic
                if least > quick and work(pattern, long, methods) > 9 * least:
                    return repr(short[:60])
                quick = max(quick, 1.5 * least)  # a pattern of many words is slow and linear
        except TooMuchWorkError:
            return repr(short[:60])
    return None


# ── tests ─────────────────────────────────────────────────────────────────────────────────────────────────────────

WITH_PATTERNS = [
    path.relative_to(SOURCE).as_posix()
    for path in syntax_trees()
    if re.search(r"^import re$|pattern=", path.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize("module", WITH_PATTERNS)
def test_the_work_grows_no_faster_than_the_text(module: str) -> None:
    assert {f"{use.place}: {use.pattern.pattern!r}": text for use in uses(module) if (text := slow_text(use))} == {}


FAULTY = (
    ("match", r"(a+)+$"),
    ("match", r"\s*\s*x"),
    ("fullmatch", r".*,.*,.*"),
    ("search", r".*,.*,.*$"),
    ("match", r".*,.*,.*$"),
    ("search", r"\d+$"),
    ("search", r"\s*x"),
    ("match", r"(?:a|a)*b"),
    ("fullmatch", r"(?:\d+\.?\d*|\.\d+|\s)*"),
    ("finditer", r"<!--.*?-->"),
    ("sub", r"\s+([.,;:])"),
    ("finditer", r"a(?=[a-z]*1)"),
    ("search", r"[\w-]+@[\w-]+\.com"),
    ("fullmatch", r"(?:[a-f]+[e-k]*)+1"),
)


@pytest.mark.parametrize(("method", "pattern"), FAULTY)
def test_a_pattern_that_tries_many_ways_is_noticed(method: str, pattern: str) -> None:
    assert slow_text(Use("", re.compile(pattern), frozenset({method})))


LINEAR = (
    ("search", r"(?<!\d)\d+$"),
    ("fullmatch", r"(?:(?:\d+\.?\d*|\.\d+)|\s)*+"),
    ("fullmatch", r"\s*+x"),
    ("match", r"(?>a+)+$"),
    ("findall", r"[^\W\d_]+"),
    ("fullmatch", r"[^,]*,[^,]*,[^,]*"),
)


@pytest.mark.parametrize(("method", "pattern"), LINEAR)
def test_a_linear_pattern_passes(method: str, pattern: str) -> None:
    assert slow_text(Use("", re.compile(pattern), frozenset({method}))) is None
