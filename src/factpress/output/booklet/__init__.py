"""Booklets: Document -> HTML and CSS -> PDF."""
