"""Slides drawn for a page or a screen: text typeset in the fonts of the theme, and an SVG of each slide."""
