"""An error that only a renderer can find is at the text that it is about, in the editor's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Findings
from factpress.workflows.build import build
from tests.publications import publication, text_of

SETTINGS = "data/publication.yaml"
LONG = "A text that is far too long for the place in which it stands, and goes on, and on. "


@pytest.mark.parametrize(
    ("key", "product", "value"),
    [
        ("title", "slides", LONG * 9),
        ("subtitle", "slides", LONG * 9),
        ("address_text", "slides", LONG * 3),
        ("subtitle", "booklet-a5", LONG * 60),
        ("back_text", "booklet-a5", LONG * 60),
    ],
)
def test_a_text_of_the_settings_that_does_not_fit_is_reported_at_its_line(
    tmp_path: Path, key: str, product: str, value: str
) -> None:
    lines = text_of(SETTINGS).splitlines()
    line = next(i for i, one in enumerate(lines) if one.startswith(f"{key}:"))
    lines[line] = f"{key}: {value}"
    folder = publication(tmp_path, {SETTINGS: "\n".join(lines)})
    with pytest.raises(Findings) as caught:
        build(folder, (product,))
    places = {str(d.location) for d in caught.value.found}
    assert places == {f"{SETTINGS}:{line + 1}:{len(key) + 3}"}, [str(d) for d in caught.value.found]
