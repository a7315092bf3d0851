"""The program `factpress`, or `python -m factpress`."""

import gc
import sys

from factpress.core import interrupts

interrupts.install()  # before the other imports, which may be interrupted too

from factpress.cli.main import main  # noqa: E402
from factpress.core.temporary_folder import temporary_files_here  # noqa: E402


def run() -> int:
    """Runs one command and returns its exit status."""
    with temporary_files_here():
        status = main()
    gc.freeze()  # Python would search all objects of a build for garbage before it exits, which takes long
    return status


if __name__ == "__main__":
    sys.exit(run())
