"""Where a claim stands, and which claim a number belongs to: in the texts, in what was built, in what was printed."""
