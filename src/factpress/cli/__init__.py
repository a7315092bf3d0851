"""The command line: one module per command, listed in `main.COMMANDS`.

A command imports what it needs when it runs, prints through `console`, and returns its exit status.
"""
