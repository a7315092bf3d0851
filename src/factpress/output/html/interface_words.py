"""The words that a press puts in by itself, and titles cut to the room that a running head has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factpress.core.diagnostics import Diagnostic, Findings

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
            hint = f"add it under `words:` in data/languages/{self.language}.yaml"
            raise Findings([Diagnostic("missing-word", f'the language has no word for "{name}"', None, hint)])
        return self.words[name]
