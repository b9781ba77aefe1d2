"""What holds for all tests."""

import os
import shutil
from pathlib import Path

from hypothesis import settings

# As the bot serves, and before numpy is imported: where TensorFlow or another test shares the
# cores, the pool of OpenBLAS makes small products many times slower. Child processes inherit it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The same for what TensorFlow has inside of an operation: its threads wait by turning in circles.
os.environ.setdefault("TF_NUM_INTRAOP_THREADS", "1")

# All servers of the tests speak plain HTTP on this machine, and every client, three a bot, would
# first read the root certificates of the whole world. Child processes inherit it.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = str(Path(__file__).parent)  # where there are none

# Thousands of commits wait for the disk, which on a busy machine is most of the time of the tests.
# What a test leaves behind is removed (`tmp_path_retention_policy`), so a few GB are plenty.
_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes directories of its own in it
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 4 * 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# How long an example takes on a machine that also does other things says nothing about the code.
settings.register_profile("moviebot", deadline=None)
settings.load_profile("moviebot")
