"""`python -m factpress`: the command line without the installed script."""

import sys

from factpress.cli import main

if __name__ == "__main__":
    sys.exit(main())
