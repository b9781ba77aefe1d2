"""The peers' own Python environment, made once and kept as long as its requirements stay."""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from platformdirs import user_cache_path

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
_COMPLETE = ".complete"


def peers_python() -> Path:
    """The interpreter that has the peers' libraries; makes its environment if there is none.

    Raises:
        subprocess.CalledProcessError: an installation failed; pip has said why.
    """
    home = user_cache_path("moviebot") / f"peers-{_key()}"
    python = home / "bin" / "python"
    if (home / _COMPLETE).is_file():
        return python
    print(f"Installing the peers' libraries into {home}: about 6 GB, once.", flush=True)
    shutil.rmtree(home, ignore_errors=True)  # what an interrupted installation left
    venv.create(home, with_pip=True)
    install = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command = [*install, "--requirement", str(REQUIREMENTS)]
    subprocess.run(command, check=True)  # noqa: S603 - nothing in it comes from outside
    (home / _COMPLETE).touch()
    return python


def _key() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    content = version.encode() + REQUIREMENTS.read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]
