"""Objects on slides that are not read: what each is called in messages.

Embedded files, films, ink and the like. ECMA-376 Part 1, 19.3 and 20.1, and Microsoft's extensions.
"""

from __future__ import annotations

from typing import Any

from factpress.core.office_package import A, P

_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"

EMBEDDED = f"{P}oleObj"
GRAPHIC = f"{A}graphicData"

_BY_TAG = {
    f"{A}videoFile": "a video",
    f"{A}quickTimeFile": "a video",
    f"{A}audioFile": "a sound",
    f"{A}wavAudioFile": "a sound",
    f"{A}audioCd": "a sound",
    f"{P}control": "a form control",
    f"{P}contentPart": "handwriting",
    f"{_P14}contentPart": "handwriting",
}

TAGS = (*_BY_TAG, EMBEDDED, GRAPHIC)
"""Elements that `unread_object` knows."""

_READ = (
    "/2006/table",
    "/2006/chart",
    "/2006/diagram",
    "/2006/ole",
    "/2006/picture",
    "/2006/lockedCanvas",
    "/drawing/2014/chartex",
)
"""Ends of the names of graphics whose content is read, or is in an element that is known."""
_GRAPHICS = {
    "/model3d": "a 3D model",
    "/webextension/2010/11": "a web add-in",
    "/slidezoom": "a picture of another slide",
    "/sectionzoom": "a picture of another slide",
    "/summaryzoom": "pictures of other slides",
}
_PROGRAMS = {
    "excel": "an embedded workbook",
    "word": "an embedded document",
    "powerpoint": "an embedded presentation",
    "equation": "an equation",
    "mathtype": "an equation",
    "acro": "an embedded PDF",
    "foxit": "an embedded PDF",
    "visio": "an embedded drawing",
    "msgraph": "an embedded chart",
    "package": "an embedded file",
}


def unread_object(element: Any) -> str:
    """What an object is called, such as "a video"; "" for one that is read."""
    if element.tag == EMBEDDED:
        program = (element.get("progId") or "").lower()
        return next((what for name, what in _PROGRAMS.items() if name in program), "an embedded object")
    if element.tag != GRAPHIC:
        return _BY_TAG[element.tag]
    kind = element.get("uri") or ""
    if kind.endswith(_READ):
        return ""
    return next((what for end, what in _GRAPHICS.items() if kind.endswith(end)), "an object of an unknown kind")
