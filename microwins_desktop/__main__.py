"""`python -m microwins_desktop` is the same program as the `microwins` command."""

import sys

from microwins_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
