"""What every package builds on: diagnostics, YAML with positions, validation, paths, units, images, untrusted files."""
