"""Collecting garbage without anybody waiting for it."""

import gc


def pass_over_what_stays() -> None:
    """To be called when everything is loaded that stays loaded.

    From time to time Python looks through all objects for garbage, and nobody is answered
    meanwhile: for a tenth of a second, as catalogue and libraries are 100,000 objects. From now on
    those are left out.
    """
    gc.collect()
    gc.freeze()
