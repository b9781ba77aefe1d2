"""`python -m bot`, also installed as `moviebot`."""

import os
import sys
from io import TextIOWrapper

# One thread for the small products of serving: a pool costs more than it gives (4–8 ms against
# 0.05 ms for 9,000 × 64 on two cores). Read once, when numpy is imported, so it stands first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> None:
    """Run the command line."""
    # A letter that the encoding of a pipe does not have is no reason to stop. (On standard error
    # Python already writes it as an escape.)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        from bot.cli.commands import app  # noqa: PLC0415 - imports numpy

        app()
    except KeyboardInterrupt:  # while still importing; later it is told apart
        sys.exit(130)


if __name__ == "__main__":
    main()
