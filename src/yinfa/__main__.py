"""``python -m yinfa``."""

import sys

from yinfa.cli import main

if __name__ == "__main__":
    sys.exit(main())
