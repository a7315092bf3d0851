"""Merges a deck that a presenter changed with the deck that is built from the facts."""
