"""One run of all checks: the errors of the loaders, and the findings of the rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from factpress.checks.context import Subject
from factpress.checks.registry import RULES, examine
from factpress.core.diagnostics import Diagnostic, Severity, ToolError, did_you_mean, sort_diagnostics
from factpress.edition import survey


def inspect(root: Path, *, today: dt.date) -> list[Diagnostic]:
    """All that is wrong with the publication in that folder, by file, line and column.

    Where something cannot be read, the rest is examined all the same, but not by rules that reason from absence, and
    without the claims that have errors of their own.
    Raises ToolError where there is no publication.
    """
    edition, found = survey(root)
    if edition is None:
        return sort_diagnostics(found)
    whole = all(d.severity is not Severity.ERROR for d in found)
    sound = {name: claim for name, claim in edition.book.claims.items() if name not in edition.book.faulty}
    subject = Subject.of(replace(edition, book=replace(edition.book, claims=sound)), today)
    return sort_diagnostics([*found, *examine(subject, whole=whole)])


def explain(code: str | None) -> str:
    """What a code means, in the four parts of its rule; of all codes, in a line each, where none is named.

    Raises ToolError where no rule and no reader has that code.
    """
    from factpress.checks.code_reference import READERS

    if code is None:
        lines = {rule.code: rule.explanation.what for rule in RULES} | dict(READERS)
        width = max(map(len, lines))
        return "\n".join(f"{name:{width}}  {lines[name]}" for name in sorted(lines))
    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is not None:
        told = rule.explanation
        head = f"{rule.code} ({rule.severity.value})"
        return "\n\n".join((head, told.what, f"Why: {told.why}", f"Bad:\n{told.bad}", f"Good:\n{told.good}"))
    if code in READERS:
        return f"{code} (found while reading)\n\n{READERS[code]}"
    raise ToolError(f'no finding has the code "{code}"', did_you_mean(code, [*READERS, *(rule.code for rule in RULES)]))
