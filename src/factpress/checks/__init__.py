"""The desk of facts: what is wrong with a publication that can be read, before anything is set.

Readers report what they cannot read. Rules look at what was read well, and ask whether it can be true, whether it is
still true, and whether it may be said. `rulebook` has all of them, `stopping` those that a build asks.
"""
