"""Pictures of the pages, slides and cards on which a claim is stated, made in a separate process."""

from __future__ import annotations

from factpress.session.pictures.maker import PictureMaker
from factpress.session.pictures.values import (
    Failure,
    Hit,
    Lines,
    Message,
    Picture,
    PictureRequest,
    Place,
    Places,
    Progress,
)

__all__ = [
    "Failure",
    "Hit",
    "Lines",
    "Message",
    "Picture",
    "PictureMaker",
    "PictureRequest",
    "Place",
    "Places",
    "Progress",
]
