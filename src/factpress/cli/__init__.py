"""The commands, by what they are for: each module adds its own to the command line, and runs them.

A command imports what it needs when it is run, prints by `console`, and returns its exit status.
"""
