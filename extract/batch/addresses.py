"""Files by their address, here or elsewhere: a path, ``s3://bucket/folder``, or whatever else fsspec knows.

Who may read and write there is said by the surroundings, not by the address: for ``s3://`` by ``AWS_ACCESS_KEY_ID``,
``AWS_SECRET_ACCESS_KEY``, ``AWS_ENDPOINT_URL`` or the files in ``~/.aws``, on every machine that reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from extract.writing import write_whole

WITH_EXTRA = "pip install 'jiceng[scale]'"
_CREDENTIALS = (
    "check the credentials; for s3:// they are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_ENDPOINT_URL for a"
    " server other than Amazon's), or the files in ~/.aws"
)
_FOREIGN = ("botocore", "aiobotocore", "aiohttp")  # libraries whose errors are no OSError


class AddressError(OSError):
    """An address that cannot be read or written: ``why``, and what to do."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(address, why)  # both, so that it can travel from one process to another
        self.why = why

    def __str__(self) -> str:
        return f"{self.args[0]}: {self.why}"


class MissingError(AddressError):
    """There is nothing at an address."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was found: its full address, its size in bytes, and what changes when it is written again."""

    address: str
    size: int
    stamp: str

    @property
    def path(self) -> PurePosixPath:
        """Its place without the scheme."""
        return PurePosixPath(self.address.split("://", 1)[-1])


def is_remote(address: str) -> bool:
    """Whether it is an address rather than a path.

    >>> [is_remote(each) for each in ("s3://bucket/a.txt", "file:///a.txt", "a.txt")]
    [True, True, False]
    """
    return "://" in address


def is_pattern(address: str) -> bool:
    """Whether it stands for all files whose names fit; a file or folder that is called so (``2022[1].parquet``) is itself. Raises
    `AddressError`."""
    if not any(sign in address for sign in "*?["):
        return False
    with _named(address):
        system, path = _system(address)
        return not system.exists(path)


def find(address: str) -> list[File]:
    """The files that an address names, by their names: of a pattern (``*``), of a folder with all folders in it, or the
    one file. Raises `AddressError`."""
    with _named(address):
        system, path = _system(address)
        if is_pattern(address):
            found = system.glob(path, detail=True)
        else:
            own = system.info(path)
            found = system.find(path, detail=True) if own["type"] == "directory" else {path: own}
        return [_file(system, found[name]) for name in sorted(found) if found[name]["type"] == "file"]


def _file(system: Any, about: Mapping[str, Any]) -> File:
    stamp = next(
        (about[key] for key in ("ETag", "mtime", "LastModified", "updated", "md5") if key in about), ""
    )
    return File(str(system.unstrip_protocol(about["name"])), int(about["size"] or 0), str(stamp))


def full(address: str) -> str:
    """An address as those of the files below it begin. Raises `AddressError`."""
    with _named(address):
        system, path = _system(address)
        return str(system.unstrip_protocol(path))


def is_folder(address: str) -> bool:
    """Whether there is such a folder. Raises `AddressError`."""
    with _named(address):
        system, path = _system(address)
        return bool(system.isdir(path))


def exists(address: str) -> bool:
    """Whether there is such a file. Raises `AddressError`."""
    with _named(address):
        system, path = _system(address)
        return bool(system.isfile(path))


def read(address: str) -> bytes:
    """The bytes of a file. Raises `AddressError`."""
    with _named(address):
        system, path = _system(address)
        return bytes(system.cat_file(path))


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """A file to read here and there in. Raises `AddressError`, in the block too."""
    with _named(address):
        system, path = _system(address)
        with system.open(path, "rb", **({} if _is_local(system) else {"cache_type": "readahead"})) as file:
            yield file


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to write to; files are named by their place in it, with ``/`` between."""

    address: str

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whole or not at all (elsewhere: where the storage does, as S3 does). Raises `AddressError`."""
        with _named(self.address):
            system, path = self._place(name)
            if _is_local(system):
                local = Path(path)
                local.parent.mkdir(parents=True, exist_ok=True)
                write_whole(local, content)
            else:
                system.pipe_file(path, content)

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """The content of files by their names. Raises `AddressError`."""
        wanted = list(names)
        with _named(self.address):
            system, root = _system(self.address)
            content = system.cat([f"{root}/{name}" for name in wanted]) if wanted else {}
            found = {_below(root, path): bytes(content[path]) for path in content}
        return {name: found[name] for name in wanted}

    def names(self, below: str = "") -> set[str]:
        """The names of all files in it, or in a folder of it. Raises `AddressError`."""
        with _named(self.address):
            system, root = _system(self.address)
            system.invalidate_cache()
            try:
                return {_below(root, path) for path in system.find(f"{root}/{below}".rstrip("/"))}
            except FileNotFoundError:
                return set()

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; one that is not there is no error. Raises `AddressError`."""
        with _named(self.address):
            system, root = _system(self.address)
            paths = [f"{root}/{name}" for name in names]
            if paths and _is_local(system):
                for path in paths:
                    Path(path).unlink(missing_ok=True)
            elif paths:
                system.rm(paths)

    def _place(self, name: str) -> tuple[Any, str]:
        system, root = _system(self.address)
        return system, f"{root}/{name}"


def _below(root: str, path: str) -> str:
    return path.removeprefix(root).lstrip("/")


def _system(address: str) -> tuple[Any, str]:
    """The file system of an address, made once a process, and the path in it."""
    from fsspec.core import url_to_fs  # loaded for addresses only

    system, path = url_to_fs(address)
    return system, path.rstrip("/")


def _is_local(system: Any) -> bool:
    return "file" in (system.protocol if isinstance(system.protocol, tuple) else (system.protocol,))


@contextmanager
def _named(address: str) -> Iterator[None]:
    """Errors of all libraries as one, with the address and what to do."""
    try:
        yield
    except AddressError:
        raise
    except ImportError as error:
        raise AddressError(address, f"{error}; {WITH_EXTRA}") from error
    except FileNotFoundError as error:
        raise MissingError(address, "there is no such bucket, folder or file") from error
    except PermissionError as error:
        raise AddressError(address, f"refused ({error}); {_CREDENTIALS}") from error
    except OSError as error:
        raise AddressError(address, error.strerror or str(error)) from error
    except ValueError as error:
        if "rotocol" not in str(error):  # "Protocol not known: x"
            raise
        raise AddressError(address, str(error)) from error
    except Exception as error:
        if not type(error).__module__.startswith(_FOREIGN):
            raise
        hint = f"; {_CREDENTIALS}" if "redentials" in str(error) else ""
        raise AddressError(address, f"{error}{hint}") from error
