"""Jobs carried out by the workers of a Dask scheduler, which hands the job of a lost worker to another one.

The scheduler and the workers need this program in the same version, and the same way to all addresses; a job is sent as
the addresses of its documents, and only counts come back. One job at a time in each worker process: Python would not be
quicker with two.
"""

from __future__ import annotations

import hashlib
import logging
from asyncio import AbstractEventLoop
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from extract.batch.addresses import WITH_EXTRA
from extract.batch.jobs import J, Outcome, Work, name
from extract.readings import program

if TYPE_CHECKING:
    from distributed import Client

_REACHED = 10  # seconds to wait for the scheduler
_JOINED = 60  # seconds to wait for a first worker
_RETRIES = 2  # of a job that met an error, as of the network
_ONE = Lock()


class ClusterError(RuntimeError):
    """The cluster cannot be used: what is missing, and what to do."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """An engine: the workers of the scheduler at an address such as ``tcp://host:8786``. Raises `ClusterError`."""

    address: str

    def check(self) -> None:
        """Raise `ClusterError` where there is no scheduler or no worker, before anything is planned."""
        try:
            import distributed  # noqa: F401
        except ImportError as error:
            raise ClusterError(f"--scheduler needs Dask: {WITH_EXTRA}") from error
        try:
            with self._client() as client:
                client.wait_for_workers(1, timeout=_JOINED)
        except TimeoutError as error:
            raise ClusterError(
                f"{self.address}: no worker joined within {_JOINED} s; start some:"
                f" dask worker {self.address} --nworkers auto --nthreads 1"
            ) from error
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"{self.address}: no scheduler answers ({error}); start one: dask scheduler"
            ) from error

    def __call__(self, work: Work[J], jobs: Sequence[J]) -> Iterator[tuple[J, Outcome | None]]:
        from distributed import KilledWorker, as_completed

        with self._client() as client:
            own = {}
            for job in jobs:
                key = hashlib.sha256(f"{work!r} {name(job)}".encode()).hexdigest()[:32]
                future = client.submit(
                    _carry_out, work, job, program(), key=f"extract-{key}", retries=_RETRIES
                )
                own[future] = job
            for future in as_completed(own, loop=client.loop):
                if future.cancelled():
                    raise ClusterError(
                        f"{self.address}: the scheduler is gone; the same command goes on from here"
                    )
                error = future.exception() if future.status == "error" else None
                if error is None:
                    yield own.pop(future), future.result()
                elif isinstance(error, KilledWorker):
                    yield own.pop(future), None
                elif isinstance(error, ModuleNotFoundError) or isinstance(
                    error.__cause__, ModuleNotFoundError
                ):
                    raise ClusterError(
                        f"{self.address}: the scheduler or a worker has not this program; {WITH_EXTRA}, the same"
                        " version on all machines"
                    ) from error
                else:
                    raise error

    def _client(self) -> Client:
        """Connected to the scheduler. It says nothing of a lost worker, which is seen to, nor of its own waits."""
        from distributed import Client

        logging.getLogger("distributed.client").setLevel(logging.ERROR)
        client = Client(self.address, timeout=_REACHED, set_as_default=False)
        client.loop.asyncio_loop.set_exception_handler(_told)
        return client


def _told(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
    """Of what nobody waited for in the client's loop; but a wait that ran out when it was closed is no error."""
    if not isinstance(context.get("exception"), TimeoutError):
        loop.default_exception_handler(context)


def _carry_out(work: Work[J], job: J, expected: str) -> Outcome:
    """What a worker does."""
    if program() != expected:
        raise ClusterError("a worker has another version of the program; install the same on all machines")
    with _ONE:
        return work(job)
