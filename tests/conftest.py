"""What holds for all tests."""

import os

# As the bot serves, and before numpy is imported: where TensorFlow or another test shares the
# cores, the pool of OpenBLAS makes small products many times slower. Child processes inherit it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
