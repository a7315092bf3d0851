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

from factpress.core.diagnostics import MAX_BYTES, Diagnostic, Findings, InstallationError, Location, Problems
from factpress.core.paths import Places
from factpress.core.regular_files import read_regular
from factpress.core.yaml_positions import report_characters
from factpress.output.html.inlines import text_html

Fill = Callable[[str, Mapping[str, Any]], Markup]
"""Renders the template of a name, such as "blocks/quote", with values."""

_ENDING = ".html.jinja"


def has_template(folder: str, name: str, places: Places) -> bool:
    """Whether that folder of `templates` has a template of that name."""
    return places.template(f"{folder}/{name}{_ENDING}") is not None


def template_filler(folder: str, places: Places, globals_: Mapping[str, Any]) -> Fill:
    """A function that renders the templates of a folder of `templates`, such as "booklet" or "prints".

    All templates know `text("…")`: HTML with places to break lines at. The function raises Findings for errors in a
    template, at their file and line.
    """
    from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError

    from factpress.output.html.sandbox import Sandbox

    def load(name: str) -> tuple[str, str | None, Callable[[], bool]] | None:
        path = places.template(f"{folder}/{name}{_ENDING}")
        if path is None:
            return None
        text = read_regular(path, MAX_BYTES).decode("utf-8-sig")
        problems = Problems()
        report_characters(text, _location(str(path), 0, places).path, problems)
        problems.raise_errors()
        return text, str(path), lambda: True

    environment = Sandbox(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(load),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    known: dict[str, Any] = {"text": text_html, **globals_}
    environment.globals.update(known)

    def fill(name: str, values: Mapping[str, Any]) -> Markup:
        try:
            return Markup(environment.get_template(name).render(values))  # noqa: S704 - the template escapes values
        except Findings:
            raise
        except TemplateNotFound as error:
            message = f'there is no template "{folder}/{error.name}{_ENDING}"'
            including = _raised_in(error, places)
            if including is None:
                raise InstallationError(message, "reinstall factpress") from None
            raise _findings("bad-template", message, including) from None
        except TemplateSyntaxError as error:
            # Jinja names no file if a comment, a text or a bracket of it is not closed
            read = error.filename or str(places.template(f"{folder}/{name}{_ENDING}"))
            place = _location(read, error.lineno, places)
            raise _findings("bad-template", f"the template cannot be read: {error.message}", place) from None
        except UnicodeDecodeError:
            path = places.template(f"{folder}/{name}{_ENDING}")
            raise _findings("not-utf-8", "the template is not UTF-8", _location(str(path), 0, places)) from None
        except Exception as error:
            place = _raised_in(error, places)
            if place is None and not isinstance(error, TemplateError):
                raise
            raise _findings("bad-template", f"the template cannot be filled: {error}", place) from None

    return fill


def _findings(code: str, message: str, place: Location | None) -> Findings:
    return Findings([Diagnostic(code, message, place, "compare it with the engine's own template of that name")])


def _raised_in(error: Exception, places: Places) -> Location | None:
    """The innermost template line of a traceback: Jinja gives its frames the template's file and line."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(_ENDING)]
    return _location(frames[-1].filename, frames[-1].lineno or 0, places) if frames else None


def _location(filename: str, line: int, places: Places) -> Location:
    """A place in a template: relative to the publication, or to the folder of `templates` for the engine's own."""
    path = Path(filename)
    for base in (places.root, *(folder.parent for folder in places.templates)):
        if path.is_relative_to(base):
            return Location(path.relative_to(base), line, 1)
    return Location(path, line, 1)


# words that templates use ─────────────────────────────────────────────────────────────────────────────────────────────

HEAD_LETTERS = 80
"""Letters of a title that fit in a running head."""

FOOT_LETTERS = 45
"""Letters of a title that fit in a running foot, with the edition and the page number."""


def running_head(title: str, letters: int = HEAD_LETTERS) -> str:
    """A title for a running head or foot: if too long, it is cut after a word and gets an ellipsis."""
    words = " ".join(title.split())
    if len(words) <= letters:
        return words
    cut = words[: letters - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[letters // 2 :] else cut).rstrip(" ,;:.–—-") + "…"


@dataclass(frozen=True, slots=True)
class InterfaceWords:
    """The interface words of a language, as a function from key to word. Raises Findings for a missing one."""

    words: Mapping[str, str]
    language: str

    def __call__(self, name: str) -> str:
        """The word with that key."""
        if name not in self.words:
            place = Location(Path("data/languages", f"{self.language}.yaml"))
            message = f'the language has no word for "{name}"'
            raise Findings([Diagnostic("missing-word", message, place, "add it there, under `words:`")])
        return self.words[name]
