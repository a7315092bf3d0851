"""The program `factpress`, or `python -m factpress`."""

import gc
import sys

from factpress.cli.main import main


def run() -> int:
    """Runs one command and returns its exit status."""
    status = main()
    gc.freeze()  # Python would search all objects of a build for garbage before it exits, which takes long
    return status


if __name__ == "__main__":
    sys.exit(run())
