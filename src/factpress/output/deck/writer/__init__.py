"""Presentation -> bytes: parts of the package that python-pptx does not write, and the zip."""
