"""Handouts of the deck: its slides small, on paper, with lines to write on or with what the speaker says."""
