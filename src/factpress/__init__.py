"""One fact source, two presses: every number on the page and on the slide has a claim behind it.

`README.md` in this folder shows the rooms and the way a fact takes through them.
"""

__version__ = "0.1.0"
