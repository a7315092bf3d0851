"""Changes of words that a person makes in a form, each as an edit of the bytes of its file.

Words are sent as runs. What is Markdown in them is escaped; a chip is sent as its source, and is neither changed nor
lost unless the person took it out. What cannot be done is refused in words for people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import Findings
from factpress.document.editing import block_source, paragraph_change
from factpress.document.runs import Run, Runs, joined, read_runs, same_words, written_forms
from factpress.publication.editing.edits import Edit, EditConflict, digest, edit_of
from factpress.publication.editing.source_text import Change, difference
from factpress.session.text_facts import TextFacts
from factpress.session.text_parts import Block, TextRun

_MOST_RUNS = 2000
_MOST_WORDS = 100_000


class TextRefusal(Exception):  # noqa: N818 - no error of the tool: a person is told what to do
    """What a person asked for cannot be done; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of text as it is on the disk."""

    path: Path
    content: bytes

    @property
    def text(self) -> str:
        """Its text."""
        return self.content.decode("utf-8")


# ── runs of a form ──────────────────────────────────────────────────────────────────────────────────────────────


def to_form(runs: Sequence[TextRun]) -> list[dict[str, str | bool]]:
    """Return runs as plain values for a form, as `from_form` reads them."""
    out: list[dict[str, str | bool]] = []
    for run in runs:
        value: dict[str, str | bool] = {"text": "\n" if run.kind == "break" else run.text}
        if run.chip is not None:
            value = {"chip": run.chip.source, "text": run.chip.text}
        out.append(value | {key: True for key in ("em", "strong") if getattr(run, key)})
        out[-1] |= {"link": run.link} if run.link else {}
    return out


def from_form(value: object) -> Runs:
    """Return the runs that a form sent: each with `text` or the source of a `chip`, and with `em`, `strong`, `link`.

    Raises TextRefusal for what is none.
    """
    if isinstance(value, str):
        value = [{"text": value}]
    if not isinstance(value, list) or len(cast("list[object]", value)) > _MOST_RUNS:
        raise TextRefusal("These words could not be read. Load the page again.")
    out: list[Run] = []
    for one in cast("list[object]", value):
        if not isinstance(one, dict):
            raise TextRefusal("These words could not be read. Load the page again.")
        out += _from_form(cast("Mapping[str, Any]", one))
    return joined(out)


def _from_form(one: Mapping[str, Any]) -> Iterator[Run]:
    em, strong, link = bool(one.get("em")), bool(one.get("strong")), str(one.get("link") or "")
    if link and not re.fullmatch(r"(https?://|mailto:)\S+|#\S+", link):
        raise TextRefusal(f"“{link}” is no address. Write it whole, as in https://example.org.")
    if chip := str(one.get("chip") or ""):
        read = read_runs(chip)
        if len(read) != 1 or read[0].kind not in ("role", "note") or read[0].text != chip:
            raise TextRefusal("A number or sentence in these words could not be read. Load the page again.")
        yield replace(read[0], em=em, strong=strong, link=link)
        return
    words = str(one.get("text") or "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if len(words) > _MOST_WORDS:
        raise TextRefusal("These words are too long for one paragraph.")
    if found := NOT_ALLOWED.search(words.replace("\n", " ")):
        raise TextRefusal(f"These words hold a sign that cannot be printed (U+{ord(found[0]):04X}). Remove it.")
    for n, line in enumerate(words.split("\n")):
        if n:
            yield Run("break", "\\\n", em, strong, link)
        if line:
            yield Run("text", line, em, strong, link)


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────


def words_edit(
    file: TextFile, block: Block, new: Runs, facts: TextFacts, *, base: str, dropped: Collection[str] = ()
) -> Edit | None:
    """Return the edit that gives a block new words; None if they are the words that it has.

    `base` is the digest of the words that the person saw; raises EditConflict if there are others now. `dropped` are
    the sources of chips that the person took out. Raises TextRefusal, and Findings for a file with errors.
    """
    if block.locked:
        raise TextRefusal(f"{block.kind}: these words are changed only where they come from.")
    old_source = block_source(file.text, block.location, kind=block.part, file=file.path)
    if digest(old_source.encode()) != base:
        raise EditConflict(file.path, None, old_source.encode(), "".join(run.text for run in new).encode())
    if block.plain:
        return _plain_edit(file, block, new, base)
    old = read_runs(old_source)
    new = settled(new)
    if same_words(old, new):
        return None
    check_lines(block.part, new)
    check_chips(old, new, facts, dropped)
    for form in written_forms(new):
        try:
            change = paragraph_change(file.text, block.location, form, kind=block.part, file=file.path, base=base)
            after = change.applied(file.text)
            read = block_source(after, block.location, kind=block.part, file=file.path)
        except Findings:
            continue
        if same_words(read_runs(read), new):
            return edit_of(file.path, file.content, smallest(file.text, change))
    raise TextRefusal(cannot_words(new))


def settled(runs: Runs) -> Runs:
    """Return the runs without line breaks at their ends."""
    out = list(joined(runs))
    while out and (out[-1].kind == "break" or (out[-1].kind == "text" and not out[-1].text.strip())):
        del out[-1]
    while out and (out[0].kind == "break" or (out[0].kind == "text" and not out[0].text.strip())):
        del out[0]
    return joined(out)


def check_lines(part: str, new: Runs) -> None:
    """Refuse words that are none, or that have lines which their block cannot have."""
    if not new:
        raise TextRefusal("There are no words left. Write some, or remove the block.")
    if part == "paragraph":
        lines = [run for run in new if run.kind == "break" or run.text.strip()]
        if any(one.kind == two.kind == "break" for one, two in pairwise(lines)):
            raise TextRefusal("This paragraph holds an empty line: make it two paragraphs.")
    elif any(run.kind == "break" for run in new):
        raise TextRefusal("These words stand on one line. Take out the line break.")


def check_chips(old: Runs, new: Runs, facts: TextFacts, dropped: Collection[str]) -> None:
    """Refuse words that lack a chip which was not taken out, and new chips that name nothing."""
    before = Counter(run.text for run in old if run.kind in ("role", "note"))
    after = Counter(run.text for run in new if run.kind in ("role", "note"))
    for source in (before - after) - Counter({source: before[source] for source in dropped}):
        words = facts.chip(read_runs(source)[0]).text
        raise TextRefusal(
            f"“{words}” is missing in this paragraph. Take it out with its own button, or undo the change."
        )
    for source in after - before:
        run = read_runs(source)[0]
        if run.kind == "note" or run.name not in facts.grammar.roles:
            raise TextRefusal(f"{source} cannot be written here.")
        if facts.chip(run).missing:
            raise TextRefusal(f"There is nothing to print for “{run.target}”. Choose the number again.")


def cannot_words(new: Runs) -> str:
    """Return why words have no form that reads back as they are."""
    if any(run.em or run.strong for run in new):
        return "Emphasis begins or ends within a word here. Let it begin and end with whole words."
    return "These signs cannot be printed in this order. Put a space between them, or write them in words."


def _plain_edit(file: TextFile, block: Block, new: Runs, base: str) -> Edit | None:
    words = "".join(run.text if run.kind == "text" else " " for run in new).strip()
    if any(run.kind in ("role", "note") for run in new):
        raise TextRefusal(f"{block.kind}: these words can have no number from a claim.")
    if words == block.source:
        return None
    if not words:
        raise TextRefusal("There are no words left. Write some.")
    change = safely(
        lambda: paragraph_change(file.text, block.location, words, kind=block.part, file=file.path, base=base)
    )
    return edit_of(file.path, file.content, change)


def smallest(text: str, change: Change) -> Change:
    """Return a change without what it leaves as it is at its ends."""
    inner = difference(text[change.start : change.end], change.new)
    return Change(change.start + inner.start, change.start + inner.end, inner.new)


# ── refusals ────────────────────────────────────────────────────────────────────────────────────────────────────


def refusal_words(found: Findings) -> str:
    """Return a refusal of the editing modules as a sentence."""
    message = next(iter(found.found)).message
    return f"{message[:1].upper()}{message[1:]}."


def safely(change: Callable[[], Change]) -> Change:
    """Return the change; raise a refusal of the editing module as one in words for people."""
    try:
        return change()
    except Findings as found:
        raise TextRefusal(refusal_words(found)) from found
