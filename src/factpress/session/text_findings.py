"""What a change of words does to the findings of its file, before the publication is read with it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Problems, Severity
from factpress.document.parse.block_parser import parse_text
from factpress.document.parse.content_file import content_text
from factpress.publication.editing.source_text import SourceText
from factpress.session.text_facts import TextFacts


def new_findings(before: str, after: str, path: Path, facts: TextFacts) -> tuple[Diagnostic, ...]:
    """Return the findings of the text alone that a change made: numbers without a claim, unknown signs."""
    known = Counter((one.code, one.message) for one in _findings(before, path, facts))
    out: list[Diagnostic] = []
    for one in _findings(after, path, facts):
        if known[one.code, one.message]:
            known[one.code, one.message] -= 1
        else:
            out.append(one)
    return tuple(sorted(out, key=lambda one: one.severity is not Severity.ERROR))


def _findings(text: str, path: Path, facts: TextFacts) -> tuple[Diagnostic, ...]:
    problems = Problems()
    plain = content_text(SourceText(text, path).plain, path, problems)
    if plain is not None:
        parse_text(plain, path, facts.grammar, problems)
    return tuple(problems)


def in_words(finding: Diagnostic) -> str:
    """Return a finding of the text in words for people who write it in a form."""
    quoted = re.search(r'"([^"]+)"', finding.message)
    if finding.code == "number-without-source" and quoted is not None:
        return f"“{quoted[1]}” is a number that no claim has. Insert it as a number, or write it without one."
    return f"{finding.message[:1].upper()}{finding.message[1:]}."
