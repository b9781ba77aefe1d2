"""`python -m bot`, also installed as `moviebot`."""

import os
import signal
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
    # Much is imported before anything is begun, and some of it swallows a KeyboardInterrupt.
    # Who has Ctrl-C ignored, as a shell does for what it runs behind, keeps it ignored.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot.cli.commands import app  # noqa: PLC0415 - imports numpy

    app()


if __name__ == "__main__":
    main()
