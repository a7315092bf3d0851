"""Charts that are made, changed, removed and put into the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from factpress.core.diagnostics import Diagnostic
from factpress.document.parse.ast import MOST_CHAPTER_RANK, Fence, walk_draft
from factpress.document.parse.charts_file import CHARTS
from factpress.edition import Edition
from factpress.i18n import Language
from factpress.publication.editing.files import begin_file, read_content
from factpress.publication.editing.source_text import SourceText
from factpress.publication.editing.yaml_edit import item_change, removal_change, value_change
from factpress.session.chart_form import OFFERED, ChartForm, chart_fields, chart_form, unit_of
from factpress.session.charts import composed
from factpress.session.claim_fields import ClaimData, claim_ids
from factpress.session.claim_list import new_errors
from factpress.session.field_text import FieldError
from factpress.session.file_edits import FileEdits, add_record
from factpress.session.finding_words import general_finding
from factpress.session.forms import FieldFinding
from factpress.session.new_claims import new_id
from factpress.session.record_form import change_record, record_of
from factpress.session.record_lines import record_findings, record_lines
from factpress.session.removal import remove_entry
from factpress.session.session import Outcome, Session
from factpress.session.text_blocks import NewBlock
from factpress.session.texts import TextOutcome, Texts


@dataclass(frozen=True, slots=True)
class NewChart:
    """What was typed and chosen. `values` name what it shows: "visitors/counted"."""

    kind: str = "bars"
    title: str = ""
    subtitle: str = ""
    alt: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text, in which a chart stands or may be put. `id` is its address: "briefing.en.md/counted"."""

    id: str
    text: str
    title: str


def _data(session: Session, name: str) -> ClaimData | None:
    if not (session.root / CHARTS).exists():
        return None
    return record_of(name, CHARTS, read_content(session.root, CHARTS))


def form_of(session: Session, name: str) -> ChartForm | None:
    """Return the form of a chart; None if there is none. Raises Findings if the file cannot be read."""
    data = _data(session, name)
    return chart_form(data, session.language) if data is not None else None


def findings_of(session: Session, name: str) -> tuple[FieldFinding, ...]:
    """Return the findings in the lines of a chart, each at its field; its form says where it stands in the text."""
    data = _data(session, name)
    if data is None:
        return ()
    found = (one for one in session.found if one.code != "unused-chart")
    fields = chart_form(data, session.language).fields
    return record_findings(found, data, tuple(one.spec for one in fields), session.language)


def lines_of(session: Session, name: str) -> tuple[str, int, tuple[str, ...]]:
    """Return the file of a chart, its first line, and its lines as they are written."""
    return record_lines(_data(session, name), CHARTS)


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def change_field(
    session: Session, name: str, field: str, text: str, base: str | None, *, write: bool
) -> tuple[Outcome, Edition | None]:
    """Give a field of a chart a new text, and save it if `write` is true and it makes no new error.

    The publication as it is with the change is returned, too. Raises ConflictError.
    """
    data = _data(session, name)
    spec = next((one for one in chart_fields(data.record) if one.name == field), None) if data is not None else None
    if spec is None:
        raise FieldError("This field is not in the file any more.", "Open the page again.")
    words = f"chart {name}: {spec.label.lower()}"
    language = session.language
    outcome, edition = _change(
        session, name, words, lambda edits: change_record(edits, name, spec, text, language, base), write=write
    )
    # an error at another field of the chart is caused by this one
    return replace(outcome, errors=tuple(replace(one, path=field) for one in outcome.errors)), edition


def add_row(session: Session, name: str, value: str) -> Outcome:
    """Add a row to a chart, below the others."""
    data, record = _data(session, name), {"value": value}
    if data is None:
        raise FieldError("This chart is no longer there.")
    if not value:
        raise FieldError("Choose what the row shows.")
    rows = data.get((name, "rows"))
    count = len(cast("list[object]", rows)) if isinstance(rows, list) else 0

    def step(edits: FileEdits) -> None:
        path = (name, "rows")
        if count:
            edits.add(item_change(edits.text, path, count, record, file=CHARTS))
        else:
            edits.add(value_change(edits.text, path, [record], file=CHARTS))

    return _change(session, name, f"chart {name}: new row", step, write=True)[0]


def remove_row(session: Session, name: str, index: int) -> Outcome:
    """Remove a row of a chart."""

    def step(edits: FileEdits) -> None:
        edits.add(removal_change(edits.text, (name, "rows", index), file=CHARTS))

    return _change(session, name, f"chart {name}: row removed", step, write=True)[0]


def remove(session: Session, name: str) -> Outcome:
    """Remove a chart, if no text uses it."""
    return remove_entry(session, f"charts/{name}", f"chart {name} removed", CHARTS, name)


def add_chart(session: Session, new: NewChart) -> tuple[str, Outcome]:
    """Add a chart at the end of its file, and return its id. Errors have the names of the fields of `NewChart`."""
    if found := tuple(_wrong(session, new)):
        return "", Outcome(saved=False, errors=found)
    if begin_file(session.root, CHARTS):
        session.refresh()
    taken = claim_ids(SourceText(read_content(session.root, CHARTS).decode(), CHARTS))
    name = new_id(new.title, taken.__contains__, "chart")
    texts = {key: text for key in ("title", "subtitle", "alt") if (text := getattr(new, key))}
    record: dict[str, Any] = {"kind": new.kind, **texts, "rows": list(_rows(new.values))}
    words = f"new chart “{new.title}”"
    outcome, _ = _change(session, name, words, lambda edits: add_record(edits, name, record), write=True)
    # what is wrong with a chart that has been made just now, and not with its words, is what it shows
    errors = (replace(one, path=one.path if one.path in texts else "values") for one in outcome.errors)
    return name, replace(outcome, errors=tuple(errors))


def _rows(values: Sequence[str]) -> Iterable[dict[str, str]]:
    """The rows of a new chart; of several values of one claim, each is labelled with its own name."""
    claims = [value.partition("/")[0] for value in values]
    for value, claim in zip(values, claims, strict=True):
        key = value.partition("/")[2].replace("-", " ")
        several = key and claims.count(claim) > 1
        yield {"value": value, "label": key[:1].upper() + key[1:]} if several else {"value": value}


def _wrong(session: Session, new: NewChart) -> Iterable[FieldFinding]:
    if new.kind not in OFFERED:
        yield _error("kind", "This cannot be chosen here.", "Choose one of these.")
    if not new.title:
        yield _error("title", "The title is missing.", "Write the point that the chart makes, as a plain sentence.")
    units: dict[str, str] = {}
    for name in new.values:
        claim = session.book.claims.get(name.partition("/")[0])
        value = claim.value(name.partition("/")[2] or None) if claim is not None else None
        if claim is None or value is None:
            yield _error("values", f"There is no “{name}”.", "Choose again.")
        else:
            units.setdefault(unit_of(value.measure), claim.claim)
    if not new.values:
        yield _error("values", "Nothing is chosen.", "Choose what the chart shows.")
    if len(units) > 1:
        counted = "; ".join(f"“{claim}” has {unit or 'no number'}" for unit, claim in units.items())
        yield _error("values", f"These do not fit on one axis: {counted}.", "Choose one unit, or make two charts.")


def _error(field: str, message: str, hint: str) -> FieldFinding:
    return FieldFinding(field, "error", "field", message, hint)


def _change(
    session: Session, name: str, words: str, step: Callable[[FileEdits], None], *, write: bool
) -> tuple[Outcome, Edition | None]:
    """Make a change of the file of charts, unless the publication or the chart has a new error with it."""
    about = f"charts/{name}"
    outcome = session.change(about, words, CHARTS, step, write=False)
    if outcome.errors or not outcome.contents:
        return outcome, session.edition
    reading, new = session.foresee(outcome.contents, rules=write)
    before = session.edition
    known = composed(before, name)[1] if before is not None else ()
    drawn = composed(reading.edition, name)[1] if reading.edition is not None else ()
    errors: list[Diagnostic] = [*new, *new_errors((*new, *known), drawn)]
    if errors:
        data = record_of(name, CHARTS, outcome.contents[CHARTS])
        return replace(outcome, errors=tuple(_placed(errors, data, session.language))), None
    if write:
        outcome = session.change(about, words, CHARTS, step, write=True)
    return outcome, reading.edition


def _placed(errors: Iterable[Diagnostic], data: ClaimData | None, language: Language) -> Iterator[FieldFinding]:
    """The errors of a chart as it would be, each at its field if it has one."""
    for one in errors:
        here = record_findings([one], data, chart_fields(data.record), language) if data is not None else ()
        yield from here or (general_finding(one, language),)


# ── in the text ─────────────────────────────────────────────────────────────────────────────────────────────────


def places(texts: Texts, chart: str = "") -> tuple[Place, ...]:
    """Return the parts of the texts in which a chart stands, or all parts without one, in their order."""
    out: list[Place] = []
    for text in texts.files():
        stands = {texts.part_of(text.name, line) for line in _lines_with(texts, text.path.name, chart)}
        for part, _ in texts.parts(text.name, ""):
            if not chart or part.id in stands:
                title = part.title if part.rank <= MOST_CHAPTER_RANK else f"{part.chapter}: {part.title}"
                out.append(Place(f"{text.name}/{part.id}", text.title, title))
    return tuple(out)


def _lines_with(texts: Texts, name: str, chart: str) -> set[int]:
    edition = texts.session.edition
    if edition is None or not chart:
        return set()
    drafts = {edition.publication.content: edition.draft, **edition.drafts}
    return {
        node.block.location.line
        for path, draft in drafts.items()
        if path.name == name
        for node in walk_draft(draft.blocks, texts.facts.grammar.fences)
        if isinstance(node.block, Fence) and (node.block.name, node.block.argument) == ("chart", chart)
    }


def place_chart(texts: Texts, chart: str, place: str) -> TextOutcome:
    """Put a chart into the text, at the end of a part. Raises TextRefusal if it cannot stand there."""
    file, _, part = place.partition("/")
    return texts.add_last(file, part, NewBlock("chart", target=chart))
