"""Lint rules: what is wrong with a publication's source, before anything is rendered.

Loaders report what they cannot read. Rules look at what was read without errors: whether it can be true, whether it is
still true, and whether it may be printed. `registry` has all rules, `build_blockers` those that stop a build.
"""
