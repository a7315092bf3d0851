"""The words of a block as runs that a form can show, and runs that come back from a form as Markdown.

A person types words, not Markdown: what would be markup in their words is escaped. A role, such as a claim, is a run
of its own with its source, so that it can be written again unchanged. Quotation marks, dashes and dots stay as they
are typed, and become typographic ones where they are printed, as in the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from markdown_it.token import Token

from factpress.core.web_addresses import find_addresses
from factpress.document.parse.foreign_markup import INLINE
from factpress.document.parse.markdown_tree import ADDRESS, inline_tokens

RunKind = Literal["text", "role", "note", "break", "other"]
"""Text; a role; the mark of a footnote; a line break; or markup that the grammar does not allow."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of the words of a block, all of it with the same emphasis and link.

    `text` are the words of text, and the source of any other run. `name` and `target` are those of a role or a note.
    """

    kind: RunKind
    text: str
    em: bool = False
    strong: bool = False
    link: str = ""
    name: str = ""
    target: str = ""


Runs = tuple[Run, ...]


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def read_runs(markdown: str) -> Runs:
    """Return the words of a block as runs; adjacent text of one kind is one run."""
    return joined(_runs(inline_tokens(markdown)))


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    em = strong = 0
    links: list[str] = []
    for token in tokens:
        link = links[-1] if links else ""
        here = Run("text", token.content, em > 0, strong > 0, link)
        match token.type:
            case "text" | "text_special":
                yield here
            case "softbreak":
                yield replace(here, text=" ")
            case "hardbreak":
                yield replace(here, kind="break", text="\\\n")
            case "em_open" | "em_close":
                em += token.nesting
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "link_open":
                # an address that is typed in the text is text, and links to what it says
                links.append("" if token.markup == ADDRESS else str(token.attrs.get("href", "")))
                if token.markup == "autolink" or token.attrs.get("title"):
                    yield replace(here, kind="other", text="<")
            case "link_close":
                links.pop()
            case "myst_role":
                name = str(token.meta["name"])
                source = f"{{{name}}}`{token.content}`"
                yield replace(here, kind="role", text=source, name=name, target=token.content.strip())
            case "footnote_ref":
                name = str(token.meta["label"])
                yield replace(here, kind="note", text=f"[^{name}]", name="note", target=name)
            case _:
                yield replace(here, kind="other", text=token.content or token.markup or token.type)


def joined(runs: Iterable[Run]) -> Runs:
    """Return runs without empty text, with adjacent text of one kind as one, and without spaces around them all."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if run.kind == "text" and last is not None and last == replace(run, text=last.text):
            out[-1] = replace(last, text=last.text + run.text)
        elif run.text:
            out.append(run)
    while out and out[0].kind == "text" and not out[0].text.lstrip(" "):
        del out[0]
    while out and out[-1].kind == "text" and not out[-1].text.rstrip(" "):
        del out[-1]
    if out and out[0].kind == "text":
        out[0] = replace(out[0], text=out[0].text.lstrip(" "))
    if out and out[-1].kind == "text":
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
    return tuple(out)


def same_words(one: Runs, other: Runs) -> bool:
    """Whether runs print the same words: spaces beside a line break, and the emphasis of spaces, count for nothing."""
    return _settled(one) == _settled(other)


def _settled(runs: Runs) -> Runs:
    """The runs with the spaces at the edges of emphasis outside of it, and without those beside line breaks."""
    return joined(_spaces_out(joined(runs)))


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────


Care = Literal[0, 1, 2]
"""How many signs are escaped: those that always are markup, those that may be, those at the begin of any line."""


def written_forms(runs: Runs) -> Iterator[str]:
    """Yield the forms of runs as Markdown that read back as these runs, those with few escaped signs first."""
    tried: set[str] = set()
    for care in (0, 1, 2):
        words = write_runs(runs, care=care)
        if words not in tried and same_words(read_runs(words), runs):
            yield words
        tried.add(words)


def write_runs(runs: Runs, *, care: Care = 1) -> str:
    """Return the Markdown of runs. Whether it reads back as these runs is for the caller to check (`same_words`)."""
    out = ""
    for link, inside in groupby(_settled(runs), key=lambda run: run.link):
        words = _emphasized(tuple(inside), "strong", out, care=care)
        out += f"[{words}]({_address(link)})" if link else words
    return out


def _emphasized(runs: Runs, mark: Literal["strong", "em"], before: str, *, care: Care) -> str:
    sign = "**" if mark == "strong" else "*"
    out = ""
    for marked, group in groupby(runs, key=lambda run: getattr(run, mark)):
        inside = tuple(group)
        if mark == "strong":
            words = _emphasized(inside, "em", before + out, care=care)
        else:
            words = ""
            for run in inside:
                words += run.text if run.kind != "text" else escaped(run.text, before + out + words, care=care)
        out += f"{sign}{words}{sign}" if marked else words
    return out


def _address(link: str) -> str:
    return f"<{link}>" if re.search(r"[\s()<>]", link) else link


def _spaces_out(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with the spaces at their edges in the emphasis and link of both neighbours, and none beside breaks."""
    for number, run in enumerate(runs):
        if run.kind != "text":
            yield run
            continue
        before, after = runs[number - 1] if number else None, runs[number + 1] if number + 1 < len(runs) else None
        words = run.text.lstrip(" ") if before is not None and before.kind == "break" else run.text
        words = words.rstrip(" ") if after is not None and after.kind == "break" else words
        middle = words.strip(" ")
        begin = words[: len(words) - len(words.lstrip(" "))] if middle else words
        end = words[len(words.rstrip(" ")) :] if middle else ""
        yield _between(run, before, begin) if middle else _between(_between(run, before, ""), after, begin)
        yield replace(run, text=middle)
        yield _between(run, after, end)


def _between(run: Run, other: Run | None, spaces: str) -> Run:
    """Spaces between two runs: emphasized or linked if both are."""
    if other is None:
        return replace(run, text=spaces, em=False, strong=False, link="")
    link = run.link if run.link == other.link else ""
    return replace(run, text=spaces, em=run.em and other.em, strong=run.strong and other.strong, link=link)


# ── escapes ─────────────────────────────────────────────────────────────────────────────────────────────────────

_ALWAYS = re.compile(r"[\\*`\[\]{<~]")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_REPLACED = re.compile(r"\((?=(?:c|r|tm|p)\))|\+(?=-)|(?<=[!?]{3})[!?]|(?<=,),", re.IGNORECASE)
_MARKER = re.compile(r"(?:#{1,6}|[-+]|={1,}|-{2,}|:(?=\s|$))(?=\s|$)|[>|]|:{3,}|={3,}|-{3,}|[-+]{2,}")
_NUMBERED = re.compile(r"\d{1,9}(?P<sign>[.)])(?=\s|$)")


def escaped(words: str, before: str = "", *, care: Care = 1) -> str:
    """Return words that a person typed as Markdown that prints them. `before` is the Markdown before them."""
    # a backslash behind an address would be a part of it: the sign there stays as it is
    kept = [range(start, end + 1) for start, end in find_addresses(words)]
    patterns = (_ALWAYS, _ENTITY, _REPLACED, *((_UNDERSCORE,) if care else ()))
    at = {found.start() for pattern in patterns for found in pattern.finditer(words)}
    at |= {found.start() for markup in INLINE for found in markup.pattern.finditer(words)}
    starts = [0] if not before or before.endswith("\n") else []
    if care > 1:
        starts = [m.end() for m in re.finditer(r"\s", words)] + ([0] if not before or before[-1].isspace() else [])
        at |= {m.start() for m in re.finditer(r"[|$^=+:#]", words)}
    for start in starts:
        if _MARKER.match(words, start):
            at.add(start)
        elif found := _NUMBERED.match(words, start):
            at.add(found.start("sign"))
    at -= {index for span in kept for index in span}
    return "".join(f"\\{sign}" if n in at else sign for n, sign in enumerate(words))
