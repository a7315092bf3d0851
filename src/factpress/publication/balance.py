"""The themes of a text."""

from __future__ import annotations

THEMES = ("need", "history", "checking", "work", "response")
"""What a part of a text is about: why help is needed, what happened, how numbers were checked, the work of the
organisation, and what readers can do."""

NO_THEME = "none"
"""The theme of a part that has none, although the part around it has one."""
