"""What holds for all tests."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# As the bot serves, and before numpy is imported: where TensorFlow or another test shares the
# cores, the pool of OpenBLAS makes small products many times slower. Child processes inherit it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The same for what TensorFlow has inside of an operation: its threads wait by turning in circles.
os.environ.setdefault("TF_NUM_INTRAOP_THREADS", "1")

# A shell has Ctrl-C ignored for what it runs behind itself; processes of tests would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# All servers of the tests speak plain HTTP on this machine, and every client, three a bot, would
# first read the root certificates of the whole world. Child processes inherit it.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)  # where there are none

# Thousands of commits wait for the disk, which on a busy machine is most of the time of the tests.
# What a test leaves behind is removed (`tmp_path_retention_policy`), so a few GB are plenty.
_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes directories of its own in it
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 4 * 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# One process takes a whole file: those that take longest come first, so that all end together.
_FIRST = (
    "tests/e2e/test_retraining_process.py",
    "tests/e2e/test_retraining.py",
    "tests/e2e/test_process.py",
    "tests/integration/core/training/test_retraining.py",
    "tests/integration/test_notebooks.py",
    "tests/integration/core/training/test_training_models.py",
    "tests/e2e/test_movie_night_faults.py",
    "tests/e2e/test_movie_night_vote.py",
    "tests/e2e/test_backup.py",
    "tests/e2e/test_broken_updates.py",
    "tests/e2e/page/test_page_frame.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {name: number for number, name in enumerate(_FIRST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))


# How long an example takes on a machine that also does other things says nothing about the code.
settings.register_profile("moviebot", deadline=None)
settings.load_profile("moviebot")
