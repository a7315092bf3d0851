"""Numbers in a text that come from no claim: phone numbers and other names with several groups are found as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

VERSE = re.compile(r"(?:\b[1-3] )?\b[A-Z][a-z]{1,20}\.? \d{1,3}:\d{1,3}(?:[-–]\d{1,3}(?::\d{1,3})?)?")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,4})?\b")
_PHONE = re.compile(r"(?<![\w+])(?:\+|\(\+?|00?)\d[\d \u00a0()/.‑–-]{4,22}\d(?![\d,])")
_ACCOUNT = re.compile(r"\b\d{2,6}(?:[-‑ ]\d{2,6}){2,6}\b")
_JOINT = re.compile(r"[ \u00a0]?[-‐‑–—/:.()×x][ \u00a0]?|[ \u00a0]")
_NAMED = re.compile(r"(?<![.!?:] )(?<!^)\b([A-Z][\w’'-]{1,30})[ \u00a0]$")
_KINDS = (
    (VERSE, "a verse"),
    (IBAN, "an account"),
    (_PHONE, "a phone number"),
    (_ACCOUNT, "an account or a phone number"),
)
_LIST = "data/publication.yaml"


@dataclass(frozen=True, slots=True)
class NumberRun:
    """A number, or several groups of digits that belong together, as they stand in a text, with a hint."""

    text: str
    first: str  # the first word of it that is a number
    last: str
    hint: str


def number_runs(text: str, words: Iterable[str]) -> Iterator[NumberRun]:
    """Yield the numbers of a text in order; `words` are those that come from no claim."""
    spans = list(_located(text, words))
    kinds = [(match.start(), match.end(), kind) for pattern, kind in _KINDS for match in pattern.finditer(text)]
    at = 0
    while at < len(spans):
        begin, end = spans[at]
        kind = next(((b, e, name) for b, e, name in kinds if b <= begin < e), None)
        last = at
        if kind is not None:
            while last + 1 < len(spans) and spans[last + 1][0] < kind[1]:
                last += 1
            run, hint = text[kind[0] : kind[1]], _name_hint(kind[2], text[kind[0] : kind[1]])
        else:
            while last + 1 < len(spans) and _JOINT.fullmatch(text, spans[last][1], spans[last + 1][0]):
                last += 1
            run = text[begin : spans[last][1]]
            hint = _hint(text[:begin], run)
        yield NumberRun(run, text[begin:end], text[slice(*spans[last])], hint)
        at = last + 1


def _located(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    offset = 0
    for word in words:
        found = text.find(word, offset)
        if found >= 0:
            yield found, found + len(word)
            offset = found + len(word)


def _name_hint(kind: str, name: str) -> str:
    return f'if it is {kind}, list it in {_LIST}: names: ["{name}"]; a quantity is stated by a claim'


def _hint(before: str, run: str) -> str:
    claim = "state it by a claim: {claim}`…`"
    if re.search(r"[^\W\d_]", run) and re.search(r"\d", run):  # S-21
        return f'list it in {_LIST}, if it is a name: names: ["{run}"]; or {claim}'
    word = _NAMED.search(before[-40:])
    if word is None:
        return f"{claim}; if it is part of a name, list the whole name under names in {_LIST}"
    return f'{claim}; if it is part of a name, list the name in {_LIST}: names: ["{word[1]} {run}"]'
