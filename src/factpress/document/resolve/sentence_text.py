"""The sentence of a claim as plain text, for what needs no document: the ledger, searches, checks of words."""

from __future__ import annotations

import re

from factpress.core.diagnostics import Problems
from factpress.document.parse.ast import DraftBreak, DraftInline, DraftText, Footnote, Role, Span
from factpress.document.parse.inline_parser import Grammar, parse_inlines
from factpress.document.resolve.lookup import ROLES, VALUE_ROLES, FactLookup
from factpress.document.wording.phrases import capitalize
from factpress.publication.facts.claims import Claim

_AT_START = re.compile(r"(?:^|[.?!]['”’\")]*\s+)[“‘(\"']*$")


def begins_sentence(before: str) -> bool:
    """Whether a sentence begins behind that text."""
    return _AT_START.search(before) is not None


def sentence_text(claim: Claim, facts: FactLookup) -> str:
    """The sentence of a claim as plain text; "" if it has none. Errors in it are not reported here."""
    grammar = Grammar(ROLES, {}, facts.language, frozenset())
    quiet = FactLookup(facts.book, facts.language, Problems())
    words = ""
    for draft in parse_inlines(claim.says, claim.says_location, grammar, Problems()):
        words += _text(draft, words, quiet)
    return words


def _text(draft: DraftInline, before: str, facts: FactLookup) -> str:
    match draft:
        case DraftText(text):
            return text
        case DraftBreak():
            return " "
        case Span(_, children):
            words = ""
            for child in children:
                words += _text(child, before + words, facts)
            return words
        case Role("lang", target):
            return target.partition(":")[2]
        case Role(name, target, place) if name in VALUE_ROLES:
            found = facts.find(target, place)
            words = (facts.role_text(name, found, place) or "") if found is not None else ""
            return capitalize(words) if begins_sentence(before) else words
        case Role() | Footnote():
            return ""
