"""The text of paragraphs on slides: runs, line breaks, fields, and equations (ECMA-376 Part 1, 21.1.2 and 22.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factpress.audit.reading import Fragment, Where
from factpress.core.office_package import A

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_TEXT, _BREAK, _FIELD, _EQUATION = f"{A}t", f"{A}br", f"{A}fld", f"{_M}oMath"
_NUMBERED, _BULLET, _BULLET_FONT = f"{A}buAutoNum", f"{A}buChar", f"{A}buFont"

_PROMPT = re.compile(r"\W*|[‹<][^\d\s]{0,12}[›>]")
"""What programs store in the field of a slide number until they know it: "‹#›", "<number>"."""

LONGEST_LIST = 99
"""A list has no more items. A number before a paragraph that is larger was put there to be read."""

_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "zapf", "marlett")


def paragraph_fragments(paragraph: Any, where: Where) -> Iterator[Fragment]:
    """The text of a paragraph, with the slide number and dates as fragments of their own.

    A field for the slide number with another text than a number has that text, "field": programs show it until they
    update the field. An equation is in the text where it stands, in one line.
    """
    words: list[str] = []
    taken: Any = None  # the text of the latest field
    for element in paragraph.iter(_TEXT, _BREAK, _FIELD, _EQUATION, _NUMBERED, _BULLET):
        tag = element.tag
        if tag == _TEXT:
            if element is not taken:
                words.append(element.text or "")
        elif tag == _BREAK:
            words.append(" ")
        elif tag == _EQUATION:
            words.append(equation_text(element))
        elif tag == _FIELD:
            taken = element.find(_TEXT)
            text, kind = (taken.text or "") if taken is not None else "", element.get("type") or ""
            if kind == "slidenum":
                yield from slide_number(text)
            elif kind.startswith("datetime"):
                if text.strip():
                    yield Fragment("date", text)
            else:
                words.append(text)
        elif bullet := _bullet(element):
            yield Fragment(where, bullet)
    text = "".join(words)
    if text.strip():
        yield Fragment(where, text)


def is_first_level(paragraph: Any) -> bool:
    """Whether a paragraph has the first list level."""
    properties = paragraph.find(f"{A}pPr")
    return properties is None or properties.get("lvl", "0") == "0"


def slide_number(text: str) -> Iterator[Fragment]:
    """The text in the place of a slide number: "slide number" for a number or a prompt, "field" for anything else."""
    if text.strip().isdecimal() or _PROMPT.fullmatch(text.strip()):
        yield Fragment("slide number", text)
    else:
        yield Fragment("field", text)


def _bullet(element: Any) -> str:
    """The number or the sign before a paragraph, if it is one that readers take for a statement; else ""."""
    if element.tag == _NUMBERED:
        start = element.get("startAt") or ""
        return f"{start}." if start.isdecimal() and len(start) < 9 and int(start) > LONGEST_LIST else ""
    sign = element.get("char") or ""
    fonts = (font.get("typeface") or "" for font in element.itersiblings(_BULLET_FONT, preceding=True))
    return sign if any(c.isnumeric() for c in sign) and not next(fonts, "").lower().startswith(_SYMBOL_FONTS) else ""


# ── equations ───────────────────────────────────────────────────────────────────────────────────────────────────

_JOINED = {"sSup": "{e}^{sup}", "sSub": "{e}_{sub}", "sSubSup": "{e}_{sub}^{sup}", "sPre": "_{sub}^{sup}{e}"}
_SPACED = frozenset({"m", "mr", "eqArr", "nary", "func", "limLow", "limUpp"})
"""Structures whose parts are apart from each other: a number never goes on from one to the next."""
_SIGNS = frozenset({"begChr", "endChr", "sepChr", "chr"})


def equation_text(element: Any) -> str:
    """An equation in one line: a fraction as "1/2", a power as "10^6"."""
    name = _math_name(element)
    if name == "t":
        return element.text or ""
    if name in _SIGNS:
        return element.get(f"{_M}val") or ""
    parts = [(_math_name(child), equation_text(child)) for child in element if child.tag.startswith(_M)]
    named = dict(parts)
    if name == "f":
        return f" {_in_brackets(named.get('num', ''))}/{_in_brackets(named.get('den', ''))} "
    if name in _JOINED:
        return _JOINED[name].format_map({"e": "", "sub": "", "sup": ""} | named)
    if name == "rad":
        return f"{named.get('deg', '')}√({named.get('e', '')})"
    if name == "d":
        begin, end, between = (_sign(element, sign, usual) for sign, usual in _BRACKETS)
        return begin + between.join(text for part, text in parts if part == "e") + end
    return (" " if name in _SPACED else "").join(text for _, text in parts)


_BRACKETS = (("begChr", "("), ("endChr", ")"), ("sepChr", "|"))


def _sign(element: Any, name: str, usual: str) -> str:
    sign = element.find(f"{_M}dPr/{_M}{name}")
    return usual if sign is None else sign.get(f"{_M}val") or ""


def _math_name(element: Any) -> str:
    return str(element.tag).removeprefix(_M)


def _in_brackets(text: str) -> str:
    return text if text.strip().isalnum() else f"({text})"
