"""Lint rules: errors in a publication's source, found before anything is rendered.

Loaders report what they cannot read. Rules check what was read: whether it is consistent, up to date, and may be
printed. `registry` has all rules; `consent` has those that stop a build.
"""
