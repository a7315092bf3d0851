"""Compound blocks, one file each. Each is a frozen value that realizes itself into primitives."""
