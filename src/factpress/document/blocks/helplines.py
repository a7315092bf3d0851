"""Helplines by country, from `data/helplines.yaml`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

from factpress.document.blocks.record_list import (
    RecordEntry,
    RecordList,
    fill,
    for_targets,
    nothing_to_list,
    paragraph,
    style_of,
    words_of,
)
from factpress.document.model import Block, Break, Inlines, Link, Strong, Text
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.wording.dates import format_moment
from factpress.document.wording.phrases import as_sentence
from factpress.i18n import Language
from factpress.publication.facts.dates import Moment
from factpress.publication.helplines import HELPLINES, Helpline, countries, country_hint

NO_BREAK_SPACE = "\u00a0"
LEFT_TO_RIGHT = "\u200e"
"""A mark: the characters next to it are read from left to right (Unicode Standard Annex 9)."""


def _helplines(fence: Fence, resolver: Resolver) -> tuple[Block, ...] | None:
    """The helplines of `data/helplines.yaml`: all, or those of some countries, with the day they were last checked.

    The countries are named by their two letters, and listed in that order. The style "short" has the numbers alone.
    """
    helplines = _of_countries(fence, resolver)
    short = style_of(fence, resolver) == "short"
    if not helplines:
        nothing_to_list(fence, "helplines", resolver)
        return None
    checks = {_checked(helpline, resolver.language) for helpline in helplines}
    once = len(checks) == 1
    names = country_names(resolver.language)
    entries = tuple(_entry(one, names, resolver, short=short, dated=not once) for one in helplines)
    closing = (paragraph((Text(as_sentence(checks.pop())),)),) if once else ()
    listed = RecordList("helplines", entries, closing)
    return for_targets(fence, listed, (listed,), resolver)


def _of_countries(fence: Fence, resolver: Resolver) -> tuple[Helpline, ...]:
    """The helplines of the countries that the fence names, in that order. A country without one is an error."""
    helplines = resolver.outreach.helplines.values()
    having = {helpline.country for helpline in helplines}
    for code, place in words_of(fence):
        if code in having:
            continue
        if code not in countries():
            message, hint = f'"{code}" is not the code of a country', country_hint(code)
            resolver.problems.error("bad-country", message, place, hint)
        elif having and "helplines" not in resolver.outreach.unread:
            message = f"{HELPLINES.as_posix()} has no helpline of {code} ({countries()[code]})"
            hint = f"add it, or name one of {', '.join(sorted(having))}"
            resolver.problems.error("unknown-record", message, place, hint)
    codes = tuple(dict.fromkeys(code for code, _ in words_of(fence)))
    if not fence.argument:
        return tuple(helplines)
    return tuple(helpline for code in codes for helpline in helplines if helpline.country == code)


def _entry(
    helpline: Helpline, names: Mapping[str, str], resolver: Resolver, *, short: bool, dated: bool
) -> RecordEntry:
    """A helpline: the country, who answers, and the number with what callers should know."""
    language = resolver.language
    head: Inlines = (
        Strong((Text(names.get(helpline.country, helpline.country)),)),
        Text(f"{language.word('colon')} {helpline.name}"),
        Break(),
    )
    number: Inlines = (Strong((_call("tel", helpline.number, language),)),)
    words: Inlines = (Text(f" ({helpline.words})"),) if helpline.words and not short else ()
    by_text: Inlines = ()
    if helpline.text:
        by_text = (
            Break(),
            *fill(language.word("text-messages"), number=(Strong((_call("sms", helpline.text, language),)),)),
        )
    checked: Inlines = (Break(), Text(_checked(helpline, language))) if dated else ()
    source = resolver.source_note(helpline.cites)
    return RecordEntry(helpline.id, (paragraph(head, number, words, by_text, checked, () if short else source),))


def _call(scheme: str, number: str, language: Language) -> Link:
    """A number with a link that dials it (RFC 3966, RFC 5724)."""
    dialled = "".join(character for character in number if character.isdigit() or character == "+")
    words = number.replace(" ", NO_BREAK_SPACE)
    # else a text from right to left has the plus sign, or a bracket, at the other end
    words = f"{LEFT_TO_RIGHT}{words}{LEFT_TO_RIGHT}" if language.direction == "rtl" else words
    return Link(f"{scheme}:{dialled}", (Text(words),))


def _checked(helpline: Helpline, language: Language) -> str:
    """The words for the day on which it was last checked, or called if that was later."""
    word = language.word("last-checked")
    if helpline.from_copy:
        word = language.word("read-in-copy")
    elif helpline.rung is not None and helpline.rung >= helpline.checked:
        word = language.word("last-called")
    return word.replace("{date}", format_moment(_moment(helpline.last_checked), language))


def _moment(day: dt.date) -> Moment:
    return Moment(day.year, day.month, day.day)


def country_names(language: Language) -> Mapping[str, str]:
    """The names of countries in that language, as CLDR has them, by their codes; in English if it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return countries()
    return {**countries(), **cast("Mapping[str, str]", locale.territories)}


DIRECTIVE = Directive(
    FenceRule(
        "codes of countries, such as KH US; without them, all",
        ("title", "style"),
        body=False,
        names="record",
        slide=True,
        optional=True,
    ),
    _helplines,
)
