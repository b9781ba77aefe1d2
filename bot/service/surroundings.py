"""Where libraries may write on the way: in `STATE_DIR`, which may be all that is writable.

Temporary files, the fonts that matplotlib and fontconfig have found, and what either would look
for in a home directory. They learn it from the environment, which child processes inherit.
"""

import contextlib
import os
import tempfile

from bot.service.settings import NOWHERE, Settings, SettingsError
from bot.service.state import StateDirectory


def move_in(settings: Settings) -> None:
    """Have everything written in the state directory, for a command that lives there.

    Raises:
        SettingsError: it is not set, and there is no home for the usual one.
    """
    if settings.state_dir == NOWHERE:
        raise SettingsError(
            "wrong settings — STATE_DIR: expected a directory, as no home directory is known"
        )
    _write_in(StateDirectory(settings.state_dir))


def pass_by(settings: Settings) -> None:
    """Leave no trace in the state directory, unless nowhere else is a place for temporary files.

    Raises:
        SettingsError: nor is there.
    """
    with contextlib.suppress(FileNotFoundError):
        tempfile.gettempdir()
        return
    state = StateDirectory(settings.state_dir)
    _write_in(state)
    if settings.state_dir == NOWHERE or not os.access(state.temporary, os.W_OK | os.X_OK):
        raise SettingsError("no temporary file can be written anywhere — set TMPDIR or STATE_DIR")


def _write_in(state: StateDirectory) -> None:
    with contextlib.suppress(OSError):  # the root may be made later, or be refused with a reason
        state.temporary.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(state.temporary)
    os.environ["TMPDIR"] = str(state.temporary)
    os.environ["MPLCONFIGDIR"] = str(state.cache / "matplotlib")
    os.environ["XDG_CACHE_HOME"] = str(state.cache)  # fontconfig
