"""Judges of what was made. Each is a function from a file to its faults, in words; none is shared with the engine."""
