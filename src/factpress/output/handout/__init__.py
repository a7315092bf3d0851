"""Handouts: small images of the slides on paper, with lines for handwriting or with the speaker notes."""
