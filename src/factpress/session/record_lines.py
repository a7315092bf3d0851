"""The lines of a record in its file, and what is found in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Severity
from factpress.i18n import Language
from factpress.publication.editing.yaml_carry import path_at
from factpress.session.claim_fields import ClaimData
from factpress.session.finding_words import claim_lines, general_finding
from factpress.session.forms import FieldFinding
from factpress.session.record_form import FieldSpec


def record_findings(
    found: Iterable[Diagnostic], data: ClaimData, specs: Sequence[FieldSpec], language: Language
) -> tuple[FieldFinding, ...]:
    """Return the findings in the lines of a record, each at its field; "" for the whole record."""
    lines, source = claim_lines(data), data.yaml.source
    out: list[FieldFinding] = []
    for one in found:
        place = one.location
        if (
            place is None
            or place.path != source.file
            or place.line not in lines
            or one.severity is Severity.INFORMATION
        ):
            continue
        keys = path_at(data.yaml, source.index(place.line, place.column))[len(data.path) :]
        name = next((spec.name for spec in specs if keys[: len(spec.keys)] == spec.keys), "")
        out.append(replace(general_finding(one, language), path=name))
    return tuple(out)


def record_lines(data: ClaimData | None, file: Path) -> tuple[str, int, tuple[str, ...]]:
    """Return the file of a record, its first line, and its lines as they are written; none if it is gone."""
    lines = claim_lines(data) if data is not None else range(0)
    shown = data.yaml.source.plain.split("\n")[lines.start - 1 : lines.stop - 1] if data is not None else []
    return file.as_posix(), lines.start, tuple(shown)
