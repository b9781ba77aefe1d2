"""A child that dies says how: what the system knows of it comes out as one sentence."""

import os
import signal
import sys

import pytest

from core.child.process import ChildDiedError, run_in_child

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no such signals"),
]


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def leave(status: int) -> None:
    os._exit(status)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("SIGILL", "needs instructions that this processor does not have (SIGILL): a library in "
         "it, such as TensorFlow, was built for newer ones"),
        ("SIGKILL", "was killed (SIGKILL), most likely for lack of memory"),
        ("SIGSEGV", "crashed in native code (SIGSEGV)"),
        ("SIGABRT", "crashed in native code (SIGABRT)"),
        ("SIGUSR1", "was ended by SIGUSR1"),
    ],
)  # fmt: skip
async def test_signal_is_told(name: str, how: str) -> None:
    with pytest.raises(ChildDiedError) as caught:
        await run_in_child(die, signal.Signals[name].value)
    assert str(caught.value) == f"the process of die {how}"


async def test_exit_status_is_told() -> None:
    with pytest.raises(ChildDiedError, match=r"of leave ended without an answer \(exit status 3\)"):
        await run_in_child(leave, 3)
