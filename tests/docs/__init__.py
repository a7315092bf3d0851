"""The documentation: its examples build, and the reference is complete."""
