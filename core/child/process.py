"""Work that must not be felt: one function in a fresh process, with messages on the way.

The process is spawned for one call and ends with it, so its imports and memory go too. It ends at
once when the awaiting task is cancelled or when this process is gone, however deep in native code
it is. What it may take of the machine can be limited. Its temporary files are in a directory of
its own that goes with it too: a process that ends at once tidies up nothing itself.
"""

import asyncio
import contextlib
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn, TypeVar

from core.child.limits import NO_LIMITS, Limit, Limits, take_on
from core.errors import RecommenderError

Result = TypeVar("Result")
Send = Callable[[object], None]

_END = "end"
_GRACE = 5.0  # seconds for the process to end when told to; then it is killed
_LOOK_AGAIN = 0.01  # seconds


_BY_SIGNAL = {
    "SIGILL": "needs instructions that this processor does not have (SIGILL): a library in it, "
    "such as TensorFlow, was built for newer ones",
    "SIGKILL": "was killed (SIGKILL), most likely for lack of memory",
    **dict.fromkeys(
        ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGFPE", "SIGTRAP"), "crashed in native code ({name})"
    ),
}


class ChildDiedError(RecommenderError):
    """The process ended without an answer: killed, out of memory, or crashed in native code."""


class ChildLimitError(ChildDiedError):
    """The process was ended because it reached a limit."""

    def __init__(self, message: str, limit: Limit) -> None:
        super().__init__(message)
        self.limit = limit


async def run_in_child(
    function: Callable[..., Result],
    *args: object,
    on_message: Callable[[Any], None] | None = None,
    limits: Limits = NO_LIMITS,
) -> Result:
    """Call `function(*args)` in a spawned process and wait for its result.

    Args:
        function: top-level, as are the classes of what it takes, returns and raises.
        on_message: called on this event loop with whatever the function sends; the function is
            then given one more argument, the `send` to do it with.
        limits: what the process may take.

    Raises:
        ChildLimitError: the process took more memory or time than it may, and was ended.
        ChildDiedError: the process died. Whatever the function raises comes out as it is.
    """
    context = multiprocessing.get_context("spawn")
    loop = asyncio.get_running_loop()
    ours, theirs = context.Pipe()
    # One executor a call is one process a task; `max_tasks_per_child` would start a second
    # process as soon as the first one ends.
    executor = ProcessPoolExecutor(
        1, mp_context=context, initializer=_adopt, initargs=(theirs, limits, tempfile.gettempdir())
    )
    name = getattr(function, "__name__", "the work").strip("_")
    process: BaseProcess | None = None
    heard = _Heard(on_message)
    deadline = asyncio.timeout(limits.seconds)
    reader: asyncio.Task[None] | None = None
    try:
        call = _call_and_send if on_message else _call
        with _interrupts_kept_out():
            before = multiprocessing.active_children()
            future = loop.run_in_executor(executor, call, function, *args)
            others = {child.pid for child in before}
            process = next(
                (each for each in multiprocessing.active_children() if each.pid not in others), None
            )
        theirs.close()  # the child has its own copy; when it ends, so does the stream
        reader = asyncio.create_task(asyncio.to_thread(_forward, ours, loop, heard.take))
        async with deadline:
            return await future
    except TimeoutError as exc:
        if not deadline.expired():
            raise
        told = f"the process of {name} took more than {limits.seconds:g} s"
        raise ChildLimitError(told, Limit.TIME) from exc
    except BrokenProcessPool as exc:
        with contextlib.suppress(OSError):  # the child may live on where only its answer is lost
            ours.send(_END)
        if reader is not None:
            await reader  # to the child's last words
        if heard.limit is not None:
            raise ChildLimitError(
                f"the process of {name} took too much memory", heard.limit
            ) from exc
        how = await asyncio.to_thread(_how_it_ended, process)
        raise ChildDiedError(f"the process of {name} {how}") from exc
    finally:
        # Shielded: a second cancellation must not leave the child or its pipe behind.
        await asyncio.shield(_wind_up(executor, ours, reader, heard))


@contextlib.contextmanager
def _interrupts_kept_out() -> Iterator[None]:
    """A process started in this block never hears SIGINT and SIGTERM.

    A terminal sends Ctrl-C to all processes, and a service manager SIGTERM. It is this process
    that decides what they mean, and tells the child; one that died of them would seem to fail.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _how_it_ended(process: BaseProcess | None) -> str:
    """What the system says of a process that is gone, as the end of a sentence."""
    until = time.monotonic() + _GRACE
    # The pool's own thread may be asking the system at this moment, and is given the answer.
    while process is not None and process.exitcode is None and time.monotonic() < until:
        time.sleep(_LOOK_AGAIN)
    status = None if process is None else process.exitcode
    if status is None:
        return "died, perhaps for lack of memory"
    if status >= 0:
        return f"ended without an answer (exit status {status})"
    try:
        name = signal.Signals(-status).name
    except ValueError:  # a real-time signal has no name
        name = f"signal {-status}"
    return _BY_SIGNAL.get(name, "was ended by {name}").format(name=name)


@dataclass(frozen=True, slots=True)
class _Started:
    """The child's first words."""

    pid: int
    directory: str | None  # of its temporary files


class _Heard:
    """What the child has said: its own messages are for the caller, the others for this module."""

    def __init__(self, on_message: Callable[[Any], None] | None) -> None:
        self.pid: int | None = None
        self.directory: str | None = None
        self.limit: Limit | None = None
        self._on_message = on_message

    def take(self, message: object) -> None:
        if isinstance(message, _Started):
            self.pid, self.directory = message.pid, message.directory
        elif isinstance(message, Limit):
            self.limit = message
        elif self._on_message is not None:
            self._on_message(message)


async def _wind_up(
    executor: ProcessPoolExecutor,
    connection: "Connection[object, object]",
    reader: asyncio.Task[None] | None,
    heard: _Heard,
) -> None:
    with contextlib.suppress(OSError):  # the child has ended already: nobody to tell
        connection.send(_END)
    ending = asyncio.create_task(
        asyncio.to_thread(executor.shutdown, wait=True, cancel_futures=True)
    )
    await asyncio.wait([ending], timeout=_GRACE)
    if not ending.done():  # stopped, or stuck where no thread of its own gets a turn
        for child in multiprocessing.active_children():
            if child.pid == heard.pid:
                child.kill()
    await ending
    if reader is not None:
        await reader
    connection.close()
    if heard.directory is not None:  # what the child has left there; gone when it was told to end
        await asyncio.to_thread(shutil.rmtree, heard.directory, ignore_errors=True)


def _forward(
    connection: "Connection[object, object]",
    loop: asyncio.AbstractEventLoop,
    take: Callable[[object], None],
) -> None:
    """Hand the child's messages to the loop until the child has ended."""
    while True:
        try:
            message = connection.recv()
        except (EOFError, OSError):
            return
        loop.call_soon_threadsafe(take, message)


_to_parent: "Connection[object, object] | None" = None
_speaking = threading.Lock()  # a message is written in parts


def _adopt(connection: "Connection[object, object]", limits: Limits, place: str) -> None:
    """Runs in the child first: keep the pipe, and end when told to or when the parent is gone."""
    global _to_parent  # noqa: PLW0603 - a pool's initializer has no other way to leave a value
    _to_parent = connection
    directory = _temporary_directory(place)
    try:
        _send(_Started(os.getpid(), directory))
    except OSError:  # the parent is gone already
        _leave(directory)
    take_on(limits, _give_up)
    threading.Thread(target=_end_when_told, args=(connection, directory), daemon=True).start()


def _temporary_directory(place: str) -> str | None:
    """For the files of all modules, where the parent has its own; None where no place is."""
    try:
        directory = tempfile.mkdtemp(dir=place, prefix="moviebot-")
    except OSError:
        return None
    tempfile.tempdir = directory
    return directory


def _give_up(limit: Limit) -> None:
    with contextlib.suppress(OSError):  # the parent is gone
        _send(limit)
    os._exit(1)


def _end_when_told(connection: "Connection[object, object]", directory: str | None) -> None:
    with contextlib.suppress(EOFError, OSError):  # the end of the stream: the parent is gone
        connection.recv()
    _leave(directory)


def _leave(directory: str | None) -> NoReturn:
    if directory is not None:
        shutil.rmtree(directory, ignore_errors=True)
    # Not sys.exit: the main thread may be deep inside native code, and a worker of a pool whose
    # parent died would wait for its next task for ever.
    os._exit(0)


def _call(function: Callable[..., Result], *args: object) -> Result:
    return function(*args)


def _call_and_send(function: Callable[..., Result], *args: object) -> Result:
    return function(*args, _send)


def _send(message: object) -> None:
    if _to_parent is None:
        raise RuntimeError("the process was started without its pipe")
    with _speaking:
        _to_parent.send(message)
