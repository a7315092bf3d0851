"""The layouts and the package that a deck is filled from, and those of a designer's template."""
