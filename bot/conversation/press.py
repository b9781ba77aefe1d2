"""What a button says when it is pressed: a small value that lasts.

Buttons outlive restarts and retrainings, so presses carry ids that last (Telegram's and
MovieLens's), never an index of a model.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """Base of all buttons: only their owner may press them."""

    owner: int  # Telegram user id
