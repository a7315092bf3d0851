"""The command line: one module for each command in `main.COMMANDS`.

A command imports what it needs when it runs, prints through `console`, and returns its exit status.
"""
