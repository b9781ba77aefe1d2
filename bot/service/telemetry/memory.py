"""Memory goes back to the system with what took it, and nobody waits for its collection."""

import ctypes
import gc
import sys

_M_MMAP_THRESHOLD = -3  # as malloc.h has it
_BYTES = 1_048_576  # models hold arrays of 2 MB and more; what answers take is far smaller


def give_back_large_arrays() -> None:
    """Have the C library keep each large array in pages of its own; without glibc nothing happens.

    By default glibc raises the size that counts as large to that of what was freed last, 32 MB at
    most. After the first swap the arrays of models would share one heap with everything small,
    which then has holes and never shrinks: 135 MB become 182 within ten swaps.
    """
    if sys.platform != "linux":
        return
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:  # musl has no such option, and no such habit
        set_option(_M_MMAP_THRESHOLD, _BYTES)


def pass_over_what_stays() -> None:
    """To be called when everything is loaded that stays loaded.

    From time to time Python looks through all objects for garbage, and nobody is answered
    meanwhile: for a tenth of a second, as catalogue and libraries are 100,000 objects. From now on
    those are left out.
    """
    gc.collect()
    gc.freeze()
