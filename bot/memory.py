"""Memory goes back to the system with the model that took it."""

import ctypes
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
