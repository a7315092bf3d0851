"""Prints on single sheets, each from a product file and a template: values -> HTML -> tagged PDF."""
