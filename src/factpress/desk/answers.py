"""How the answer to a change ends: the findings at their fields, whether it is saved, and the foot of every window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from starlette.responses import HTMLResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.desk import Desk
from factpress.desk.frame import frame
from factpress.desk.markup import dom_id, partial, render
from factpress.session.field_text import FieldError
from factpress.session.forms import FieldFinding, field_word
from factpress.session.session import Outcome, Session


def by_field(findings: Iterable[FieldFinding]) -> dict[str, list[FieldFinding]]:
    """Return findings by the path of their field."""
    out: dict[str, list[FieldFinding]] = {}
    for one in findings:
        out.setdefault(one.path, []).append(one)
    return out


def slots(paths: Iterable[str], findings: Iterable[FieldFinding]) -> str:
    """Return the places of findings of these fields, with their findings or empty; the form's end has the rest."""
    placed, fields = by_field(findings), dict.fromkeys(path for path in paths if path)
    rest = [one for key in placed if key not in fields for one in placed[key]]
    return "".join(slot(path, placed.get(path, ())) for path in fields) + slot("", rest)


def slot(path: str, found: Iterable[FieldFinding]) -> str:
    """Return the place of findings of one field."""
    return partial(f"find-{dom_id(path)}", render("slot.j2", path=path, found=tuple(found)))


def refusal(field: str, error: Exception) -> FieldFinding:
    """Return an error that kept a change from being made, as a finding at its field."""
    match error:
        case FieldError():
            return FieldFinding(field, "error", "field", error.message, error.hint, error.proposal)
        case Findings() if error.found:
            return FieldFinding(field, "error", error.found[0].code, error.found[0].message, error.found[0].hint or "")
        case ToolError():
            return FieldFinding(field, "error", "tool", _sentence(error.message), _sentence(error.hint or ""))
        case _:
            return FieldFinding(field, "error", "tool", _sentence(str(error)))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.?!' else '.'}"


def saved_words(lines: int) -> str:
    """Return the words of a change that is saved."""
    return f"Saved, {lines} line{'' if lines == 1 else 's'} changed" if lines else "Saved"


def state(words: str, *, bad: bool = False) -> str:
    """Return the tag that says whether a form is saved."""
    return partial("saved", render("saved.j2", saved=words, bad=bad))


async def publish(desk: Desk, said: str = "") -> str:
    """Send every window the counts of the list and the foot as they are now, and return the foot for the answer."""
    counts, foot = await desk.work(_foot, desk.session, said)
    desk.hub.send(counts + foot)
    return foot


async def saved(desk: Desk, html: str, words: str) -> HTMLResponse:
    """Answer that a change is in its file."""
    return HTMLResponse(html + state(words) + await publish(desk))


async def removed(desk: Desk, remove: Callable[[], Outcome], to: str) -> Response:
    """Remove a record and lead to the list at that address, or answer why it is not removed."""
    try:
        errors = (await desk.work(remove)).errors
    except (FieldError, Findings, ToolError) as error:
        errors = (refusal("", error),)
    if errors:
        return not_saved(slot("", errors))
    await publish(desk)
    return Response(status_code=204, headers={"HX-Redirect": to})


def not_saved(html: str, what: str = "field", status: int = 422) -> HTMLResponse:
    """Answer that a change is not in its file."""
    return HTMLResponse(html + state(f"1 {what} is not saved", bad=True), status)


@dataclass(frozen=True, slots=True)
class Sides:
    """A field that two have changed: what was typed, what the file has, and how each reads, "" if that says no more."""

    mine: str
    theirs: str
    mine_reads: str = ""
    theirs_reads: str = ""


def conflict(url: str, field: str, base: str, sides: Sides, *, ask: bool = True) -> HTMLResponse:
    """Answer that another program has changed the field meanwhile, and `ask` in a dialog which value shall stand.

    `url` is the address of the record, `base` the digest that the form had. Nothing is written before the choice.
    """
    values = {"url": url, "field": field, "base": base, "sides": sides, "word": field_word(field)}
    html = partial(f"find-{dom_id(field)}", render("conflict.j2", **values))
    if ask:
        html += partial("dialog", render("conflict_choice.j2", **values), swap="innerHTML")
    return HTMLResponse(html + state("1 field waits for you", bad=True), 409)


def closed() -> str:
    """Return the fragment that ends a dialog."""
    return partial("dialog", "", swap="innerHTML")


def _foot(session: Session, said: str) -> tuple[str, str]:
    """The counts of the list with the row that was changed last; the foot and the buttons of undo and redo."""
    values, claims = frame(session, "claims"), session.claim_list()
    counts = "".join(partial(f"n-{key}", str(number), swap="innerHTML") for key, number in claims.counts().items())
    last = session.history.entries[-1].about if session.history.entries else ""
    if (row := claims.row(last)) is not None:
        counts += partial(f"row-{last}", render("row.j2", row=row))
    foot = render("foot.j2", **values | {"said": said})
    return counts, partial("foot", foot) + partial("undo", render("undo.j2", **values))
