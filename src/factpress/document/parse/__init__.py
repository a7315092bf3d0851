"""Markdown, charts and directives as plain values, each with its place."""
