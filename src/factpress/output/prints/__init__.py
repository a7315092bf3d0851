"""Prints on single sheets: a product file and a template each, HTML and a tagged PDF."""
