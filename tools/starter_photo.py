"""Draw the photo of `factpress new --with photo`: a window above a shelf of books, in the evening.

It is drawn by this program, so it is under the licence of the project.

    python tools/starter_photo.py templates/starter-with/photo/assets/reading-room.jpg
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1800, 1200)
BOOKS = ("#7a3b2e", "#2f5d50", "#36506b", "#8a6d3b", "#5b3f63", "#a15c38", "#3d4f3a", "#6b6b5e")


def draw_photo() -> Image.Image:
    """Return the picture."""
    width, height = SIZE
    chance = random.Random(11)  # noqa: S311 - the same books every time
    image = Image.new("RGB", SIZE, "#c9b08a")
    draw = ImageDraw.Draw(image)
    for y in range(height):  # the light falls off towards the floor
        shade = y / height
        draw.line([(0, y), (width, y)], fill=(int(214 - 90 * shade), int(190 - 92 * shade), int(150 - 88 * shade)))
    draw.rectangle((420, 90, 1180, 640), fill="#5c4630")
    for y in range(120, 610):
        sky = (y - 120) / 490
        draw.line([(450, y), (1150, y)], fill=(int(60 + 180 * sky), int(84 + 92 * sky), int(140 - 10 * sky)))
    for x in (676, 912):
        draw.rectangle((x, 120, x + 18, 610), fill="#5c4630")
    draw.rectangle((0, 760, width, 800), fill="#4b3621")
    draw.rectangle((0, 1130, width, height), fill="#3a2a1a")
    x = 20
    while x < width - 60:
        wide, high = chance.randint(26, 74), chance.randint(220, 320)
        draw.rectangle((x, 1130 - high, x + wide, 1130), fill=chance.choice(BOOKS))
        draw.line([(x + 6, 1150 - high), (x + 6, 1120)], fill="#e6d3ae", width=3)
        x += wide + chance.choice((3, 3, 3, 22))
    draw.polygon([(1380, 420), (1620, 420), (1560, 260), (1440, 260)], fill="#f3dfa6")
    draw.rectangle((1492, 420, 1508, 760), fill="#3a2a1a")
    glow = Image.new("L", SIZE, 0)
    ImageDraw.Draw(glow).ellipse((1080, 120, 1920, 960), fill=90)
    light = Image.new("RGB", SIZE, "#ffe9b0")
    image = Image.composite(light, image, glow.filter(ImageFilter.GaussianBlur(160)))
    return image.filter(ImageFilter.GaussianBlur(1.6))


if __name__ == "__main__":
    draw_photo().save(Path(sys.argv[1]), "JPEG", quality=78, optimize=True)
