"""``python -m asknet``: the same program as the ``asknet`` command."""

import sys

from asknet.cli.app import main

if __name__ == "__main__":
    sys.exit(main())
