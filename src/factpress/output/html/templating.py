"""Template files: looked up in the publication first, run in a sandbox, errors reported as findings.

An editor may replace a template, so all templates are untrusted. A template gets plain values only, cannot call
anything private, and escapes what it prints. An undefined name is an error.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from factpress.core.diagnostics import Diagnostic, Findings, Location, ToolError
from factpress.core.paths import Places

Fill = Callable[[str, Mapping[str, Any]], Markup]
"""Fills a template of that name, "blocks/quote", with values."""

_ENDING = ".html.jinja"


def has_template(folder: str, name: str, places: Places) -> bool:
    """Whether there is a template of that name in that folder of `templates`."""
    return places.template(f"{folder}/{name}{_ENDING}") is not None


def filler(folder: str, places: Places, globals_: Mapping[str, Any]) -> Fill:
    """A function that fills the templates of a folder of `templates`: "booklet", "prints".

    What is wrong with one is raised as Findings, at its file and line.
    """
    from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError

    from factpress.output.html.sandbox import Sandbox

    def load(name: str) -> tuple[str, str | None, Callable[[], bool]] | None:
        path = places.template(f"{folder}/{name}{_ENDING}")
        if path is None:
            return None
        return path.read_text(encoding="utf-8"), str(path), lambda: True

    environment = Sandbox(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(load),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.globals.update(globals_)

    def fill(name: str, values: Mapping[str, Any]) -> Markup:
        try:
            return Markup(environment.get_template(name).render(values))  # noqa: S704 - the template escaped it
        except Findings:
            raise
        except TemplateNotFound as missing:
            message = f'there is no template "{folder}/{missing.name}{_ENDING}"'
            asked = _raised_in(missing, places)
            if asked is None:
                raise ToolError(message, "set the tool up again") from None
            raise _findings("bad-template", message, asked) from None
        except TemplateSyntaxError as wrong:
            place = _location(wrong.filename or "", wrong.lineno, places)
            raise _findings("bad-template", f"the template cannot be read: {wrong.message}", place) from None
        except UnicodeDecodeError:
            path = places.template(f"{folder}/{name}{_ENDING}")
            raise _findings("not-utf-8", "the template is not UTF-8", _location(str(path), 0, places)) from None
        except Exception as wrong:
            place = _raised_in(wrong, places)
            if place is None and not isinstance(wrong, TemplateError):
                raise
            raise _findings("bad-template", f"the template cannot be filled: {wrong}", place) from None

    return fill


def _findings(code: str, message: str, place: Location | None) -> Findings:
    return Findings([Diagnostic(code, message, place, "compare it with the engine's own template of that name")])


def _raised_in(wrong: Exception, places: Places) -> Location | None:
    """The innermost template line of a traceback: Jinja writes its own frames with the template's file and line."""
    frames = [f for f in traceback.extract_tb(wrong.__traceback__) if f.filename.endswith(_ENDING)]
    return _location(frames[-1].filename, frames[-1].lineno or 0, places) if frames else None


def _location(filename: str, line: int, places: Places) -> Location:
    """The place of a template: relative to the publication, or from `templates` on where it is the engine's."""
    path = Path(filename)
    for base in (places.root, *(folder.parent for folder in places.templates)):
        if path.is_relative_to(base):
            return Location(path.relative_to(base), line, 1)
    return Location(path, line, 1)


HEAD_LETTERS = 80
"""As many letters of a title as a running head holds."""

FOOT_LETTERS = 45
"""As many letters of a title as stand in a foot, beside the edition and the folio."""


def running_head(title: str, letters: int = HEAD_LETTERS) -> str:
    """A title as a running head or foot has room for it: cut at a word, with an ellipsis."""
    words = " ".join(title.split())
    if len(words) <= letters:
        return words
    cut = words[: letters - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[letters // 2 :] else cut).rstrip(" ,;:.–—-") + "…"


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a press puts in by itself. A missing one is a finding that names it."""

    words: Mapping[str, str]
    language: str

    def __call__(self, name: str) -> str:
        """The word of that name."""
        if name not in self.words:
            place = Location(Path("data/languages", f"{self.language}.yaml"))
            message = f'the language has no word for "{name}"'
            raise Findings([Diagnostic("missing-word", message, place, "add it there, under `words:`")])
        return self.words[name]
