"""The command line as a program: `factpress`, or `python -m factpress`."""

import gc
import sys

from factpress.cli.main import main


def run() -> int:
    """Runs one command and returns its exit status, and leaves it to the system to clear up."""
    status = main()
    gc.freeze()  # looking through a book's worth of boxes for what could be freed would take longer than ending
    return status


if __name__ == "__main__":
    sys.exit(run())
