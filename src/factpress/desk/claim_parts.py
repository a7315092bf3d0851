"""The parts of a claim's form that an answer replaces: findings, how values read, and the digests of fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factpress.desk.answers import slots
from factpress.desk.markup import dom_id, partial, render
from factpress.session.forms import ClaimForm, Field, FieldFinding, ValueForm
from factpress.session.session import Outcome


def form_slots(findings: Iterable[FieldFinding], form: ClaimForm | None) -> str:
    """Every place of findings in the form: with its findings, or empty."""
    return slots(field_paths(form) if form is not None else (), findings)


def _reads(value: ValueForm, before: ClaimForm | None) -> str:
    old = before.values[value.index].reads if before is not None and value.index < len(before.values) else ""
    was = old if old != value.reads else ""
    return partial(f"reads-{value.index}", render("reads.j2", value=value, was=was))


def all_reads(outcome: Outcome, before: ClaimForm | None) -> str:
    """Return how each value reads, and how it read before."""
    values = outcome.form.values if outcome.form is not None else ()
    return "".join(_reads(value, before) for value in values)


def bases(form: ClaimForm) -> str:
    """Return the digests of all fields."""
    return "".join(
        partial(f"b-{dom_id(field.path)}", render("base_field.j2", field=field)) for field in all_fields(form)
    )


def all_fields(form: ClaimForm) -> tuple[Field, ...]:
    """Return the fields of a form."""
    fields = [form.claim, form.says, form.finding, form.standing, form.reason, form.checked, form.review_by]
    for value in form.values:
        fields += [value.number, value.low, value.high, value.unit, value.of, value.definition, value.place]
        fields += [value.time, value.counts, value.calculation, *(field for _, field in value.points)]
        fields += [part for cite in value.cites.items for part in (cite.locator, cite.read)]
    fields += [part for cite in form.cites.items for part in (cite.locator, cite.read)]
    return tuple(fields)


def with_way_back(outcome: Outcome, field: str, before: ClaimForm | None, known: Sequence[FieldFinding]) -> Outcome:
    """Return the outcome with a proposal in each new warning at the field that was changed: what it had before."""
    was = field_of(field, before).text
    if not was or not outcome.saved:
        return outcome
    old = {(one.code, one.path) for one in known}
    found = [
        replace(one, proposal=was, button=f"Put {was} back")
        if one.path == field and (one.code, one.path) not in old and not one.proposal
        else one
        for one in outcome.findings
    ]
    return replace(outcome, findings=tuple(found))


def field_of(path: str, form: ClaimForm | None) -> Field:
    """Return a field of a form, an empty one if the form does not have it."""
    fields = all_fields(form) if form is not None else ()
    return next((one for one in fields if one.path == path), Field(path))


def reads_of(field: str, form: ClaimForm | None) -> str:
    """Return how the value of a field reads; "" for a field of the whole claim."""
    parts = field.split("/")
    if form is None or parts[0] != "values" or not parts[1].isdecimal() or int(parts[1]) >= len(form.values):
        return ""
    return form.values[int(parts[1])].reads


def field_paths(form: ClaimForm) -> tuple[str, ...]:
    """Return the paths of the fields that have a place for findings."""
    return tuple(field.path for field in all_fields(form) if not field.path.endswith("/read"))
