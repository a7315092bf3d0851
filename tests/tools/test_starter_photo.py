"""The photo of a new publication is the one that our tool draws."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageChops
from tools.starter_photo import SIZE, draw_photo

from factpress.core.paths import engine_folder


def test_the_photo_is_drawn_by_the_tool() -> None:
    path = engine_folder() / "templates/starter-with/photo/assets/reading-room.jpg"
    assert Path(path).stat().st_size < 100_000
    with Image.open(io.BytesIO(path.read_bytes())) as photo:
        assert photo.size == SIZE
        difference = ImageChops.difference(photo.convert("RGB"), draw_photo())
        assert max(difference.resize((90, 60)).tobytes()) < 24
