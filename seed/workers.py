"""Reading in several processes, in the order of the sources, with a bounded number of them under way.

Each worker is a program of its own: it can start a parser, Ctrl-C does not reach it, and it ends with this process.
What one of them can't survive is passed over, and another takes its place.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seed.intake import Reader
from seed.pythons import this_python
from seed.readers.frames import framed, read_frame
from seed.sources import RawArticle, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from seed.intake import Outcome
    from seed.sources import Limits

    Readings = Generator[tuple["Source", tuple[Outcome, ...]], None, None]

FEW = 16  # sources that are sooner read here than a worker has started
PART = 16  # sources that are handed to a worker at once
PART_BYTES = 1_000_000
AHEAD = 24  # parts for each worker that may be under way or wait to be written
AHEAD_BYTES = 32_000_000
LOOK = 0.2  # seconds between looks whether to stop
# No module may come from the folder that one stands in, or from the environment, but as here.
CODE = "import sys; sys.path[:] = sys.argv[1:]; from seed.intake import serve; serve()"
DEAD = "reading it ended the process that read it, perhaps for want of memory"


class Known(NamedTuple):
    """A source that was read before, and is as it was."""

    source: str


Source = RawArticle | Skipped | Known


class _Part(NamedTuple):
    """Sources that stand next to one another, and what is to come of those that are read."""

    sources: list[Source]
    found: Future[list[tuple[Outcome, ...]]] | None
    size: int


def read_all(
    sources: Iterable[Source], limits: Limits, jobs: int, lexicon: Path | None, stop: Callable[[], bool]
) -> Readings:
    """Each source with what was read in it, nothing for those that need not be read, in their order until `stop`."""
    waiting = iter(sources)
    first = list(islice(waiting, FEW)) if jobs > 1 else []
    if jobs > 1 and len(first) == FEW:
        yield from _read_in_workers(chain(first, waiting), limits, jobs, lexicon, stop)
        return
    with Reader(limits, lexicon) as reader:
        for source in chain(first, waiting):
            if stop():
                return
            yield source, reader.read(source) if isinstance(source, RawArticle) else ()


def _read_in_workers(
    sources: Iterable[Source], limits: Limits, jobs: int, lexicon: Path | None, stop: Callable[[], bool]
) -> Readings:
    workers = [Worker(limits, lexicon) for _ in range(jobs)]
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def read(raws: Sequence[RawArticle]) -> list[tuple[Outcome, ...]]:
        worker = idle.get()
        try:
            return worker.read(raws)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(jobs, thread_name_prefix="reading")
    parts = _parts(sources)
    under_way: deque[_Part] = deque()
    try:
        while not stop():
            while len(under_way) < jobs * AHEAD and sum(part.size for part in under_way) < AHEAD_BYTES:
                group = next(parts, None)
                if group is None:
                    break
                raws = [source for source in group if isinstance(source, RawArticle)]
                found = threads.submit(read, raws) if raws else None
                under_way.append(_Part(group, found, sum(len(raw.data) for raw in raws)))
            if not under_way:
                return
            part = under_way.popleft()
            while part.found is not None and not _is_there(part.found):
                if stop():
                    return
            replies = iter(part.found.result() if part.found else ())
            for source in part.sources:
                yield source, next(replies) if isinstance(source, RawArticle) else ()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.close()


def _is_there(found: Future[list[tuple[Outcome, ...]]]) -> bool:
    try:
        found.exception(LOOK)
    except NotYet:
        return False
    return True


def _parts(sources: Iterable[Source]) -> Iterator[list[Source]]:
    part: list[Source] = []
    size = 0
    for source in sources:
        part.append(source)
        size += len(source.data) if isinstance(source, RawArticle) else 0
        if len(part) == PART or size >= PART_BYTES:
            yield part
            part, size = [], 0
    if part:
        yield part


class Worker:
    """A process that reads, started when it is first needed, and again when one ended. For one thread at a time."""

    def __init__(self, limits: Limits, lexicon: Path | None) -> None:
        self._settings = pickle.dumps((limits, lexicon))
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    def read(self, raws: Sequence[RawArticle]) -> list[tuple[Outcome, ...]]:
        """What was read in each of some files. One during which the process ended is passed over."""
        try:
            return self._ask(raws)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._end()
        if len(raws) > 1 and not self._is_closed:
            return [found for raw in raws for found in self.read([raw])]
        return [(Skipped(raw.source, DEAD),) for raw in raws]

    def close(self) -> None:
        """Ends the process, whatever it does, and starts no other."""
        self._is_closed = True
        self._end()

    def _ask(self, raws: Sequence[RawArticle]) -> list[tuple[Outcome, ...]]:
        process = self._started()
        assert process.stdin and process.stdout  # noqa: S101, PT018  # pipes, as asked for
        process.stdin.write(framed(pickle.dumps(raws, pickle.HIGHEST_PROTOCOL)))
        process.stdin.flush()
        reply = read_frame(process.stdout)
        if reply is None:
            raise EOFError
        found: list[tuple[Outcome, ...]] = pickle.loads(reply)  # noqa: S301  # from our own program
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        if self._is_closed:
            raise EOFError
        if self._process is None:
            paths = [str(Path(path).absolute()) for path in sys.path if path]
            self._process = subprocess.Popen(
                [this_python(), "-I", "-B", "-c", CODE, *paths],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            assert self._process.stdin  # noqa: S101
            self._process.stdin.write(framed(self._settings))
            if self._is_closed:  # meanwhile, by another thread
                raise EOFError
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            try:
                if stream:
                    stream.close()
            except OSError:  # what could not be written any more
                continue
