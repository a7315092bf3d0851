"""Diagnostics, YAML with positions, validation, paths, units, image files, untrusted files, processes."""
