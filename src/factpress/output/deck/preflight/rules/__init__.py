"""The rules of preflight for decks. Each is a function: one for a slide, or one for the whole deck."""

from __future__ import annotations

from factpress.output.deck.preflight.rules import deck_rules, picture_rules, projector_rules, reading_rules, text_rules

SLIDE_RULES = (
    text_rules.text_overflow,
    text_rules.text_off_slide,
    text_rules.text_over_text,
    picture_rules.missing_pictures,
    picture_rules.alternative_texts,
    picture_rules.pictures_of_text,
    reading_rules.titles,
    reading_rules.sizes,
    reading_rules.contrasts,
    projector_rules.animations,
    projector_rules.transitions,
    projector_rules.media,
)
"""The rules for one slide."""

DECK_RULES = (
    deck_rules.fonts,
    deck_rules.speaker_notes,
    deck_rules.hidden_slides,
    deck_rules.names,
    deck_rules.file_size,
)
"""The rules for the whole deck."""
