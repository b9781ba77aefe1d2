"""Where libraries may write on the way: in `STATE_DIR`, which may be all that is writable.

Temporary files, the fonts that matplotlib and fontconfig have found, and what either would look
for in a home directory. They learn it from the environment, which child processes inherit.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator

from bot.service.settings import NOWHERE, Settings, SettingsError
from bot.service.state import StateDirectory


@contextlib.contextmanager
def at_home(settings: Settings, *, alone: bool = False) -> Iterator[None]:
    """Have everything written in the state directory, for a command that lives there.

    Args:
        settings: which directory it is.
        alone: keep every other process out that would be alone there.

    Raises:
        SettingsError: it is not set, and there is no home for the usual one.
        StorageError: it cannot be written, or another process is alone there.
    """
    if settings.state_dir == NOWHERE:
        raise SettingsError(
            "wrong settings — STATE_DIR: expected a directory, as no home directory is known"
        )
    state = StateDirectory(settings.state_dir)
    with state.occupied() if alone else contextlib.nullcontext(), _written_in(state):
        yield


@contextlib.contextmanager
def passing_by(settings: Settings) -> Iterator[None]:
    """Leave no trace in the state directory, unless nowhere else is a place for temporary files.

    Raises:
        SettingsError: nor is there.
    """
    with contextlib.ExitStack() as stack:
        if not _can_write_for_a_while():
            stack.enter_context(_written_in(StateDirectory(settings.state_dir)))
            if not _can_write_for_a_while():
                raise SettingsError(
                    "no temporary file can be written anywhere — set TMPDIR or STATE_DIR"
                )
        yield


def _can_write_for_a_while() -> bool:
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        return False
    return True


@contextlib.contextmanager
def _written_in(state: StateDirectory) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        if state.root.is_dir():  # it may be made later
            with contextlib.suppress(OSError):  # or be refused with a reason
                tempfile.tempdir = str(stack.enter_context(state.workshop()))
                os.environ["TMPDIR"] = tempfile.tempdir
        os.environ["MPLCONFIGDIR"] = str(state.cache / "matplotlib")
        os.environ["XDG_CACHE_HOME"] = str(state.cache)  # fontconfig
        yield
