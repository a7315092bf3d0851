"""Line drawings that a text names: that there is one of that name, and that it can be drawn."""

from __future__ import annotations

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.paths import Places
from factpress.design.drawings import drawing_file, drawing_names, read_drawing


def check_drawing(name: str, place: Location, places: Places, problems: Problems) -> bool:
    """Return whether there is a drawing of that name. If not, or if it cannot be read, report an error."""
    file = drawing_file(places, name) if name.isidentifier() or name.replace("-", "").isalnum() else None
    if file is None:
        known = drawing_names(places)
        hint = did_you_mean(name, known) or f"one of {', '.join(known)}, or add assets/drawings/{name}.svg"
        problems.error("unknown-drawing", f'there is no drawing "{name}"', place, hint)
        return False
    try:
        read_drawing(file)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        hint = "a drawing is an SVG of paths without fill, each with a stroke-width, and a title"
        problems.error("bad-drawing", f'the drawing "{name}" cannot be used: {reason}', place, hint)
        return False
    return True
