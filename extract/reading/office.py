"""Files of older office programs (.doc, .wps, .xls, .rtf, .odt …): converted by LibreOffice where that is installed.

It runs without a window, with limits of time and with a profile of its own, so that it neither waits for one that is open nor
runs what a file brings along: macros are off in a new profile.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from extract.reading.document import Document, ReadError

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

TIME_LIMIT = 120  # seconds for a file, on a machine that is busy with others
WORK_LIMIT = 30  # seconds of the processor: several times what a long report takes
_KILLED = (-9, 128 + 9)  # by the system at that limit; the second is what a shell says of what it started
_PROGRAMS = ("soffice", "libreoffice")
_SHEETS = (".xls", ".xlt", ".et", ".ods")


def read(content: bytes, ending: str, form: str, where: str) -> Document:
    """Read a file by converting it; ``ending`` is its name's, ``form`` what messages call it. Raises `ReadError`, also
    where LibreOffice is not installed."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise ReadError("old", where, format=form)
    target = "xlsx" if ending in _SHEETS else "docx"
    converted = _converted(program, content, ending, target, form, where)
    if target == "xlsx":
        from extract.reading import workbook

        return workbook.read(converted, where)
    from extract.reading import word

    return word.read(converted, where)


def _converted(program: str, content: bytes, ending: str, target: str, form: str, where: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="jiceng-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"report{ending}"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            target,
            "--outdir",
            folder,
            str(source),
        ]
        try:
            run = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
            )  # fmt: skip
        except OSError as error:
            raise ReadError("unconverted", where, format=form, why=error.strerror) from error
        _bound(run)
        try:
            said, _ = run.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired as error:
            _end(run)
            raise ReadError("unconverted", where, format=form, why=f"> {TIME_LIMIT} s") from error
        if run.returncode in _KILLED:
            raise ReadError("unconverted", where, format=form, why=f"> {WORK_LIMIT} s")
        made = source.with_suffix(f".{target}")
        if not made.is_file():
            why = " ".join(said.decode("utf-8", "replace").split())[-120:] or f"exit {run.returncode}"
            raise ReadError("unconverted", where, format=form, why=why)
        return made.read_bytes()


def _bound(run: subprocess.Popen[bytes]) -> None:
    """Give the program, and what it starts from now on, so much of the processor's time; where the system cannot, the clock's
    limit stands alone."""
    if hasattr(resource, "prlimit"):
        with suppress(OSError, ValueError):
            resource.prlimit(run.pid, resource.RLIMIT_CPU, (WORK_LIMIT, WORK_LIMIT))


def _end(run: subprocess.Popen[bytes]) -> None:
    """End the program and what it started."""
    if hasattr(os, "killpg"):
        os.killpg(run.pid, signal.SIGKILL)
    else:
        run.kill()
    run.communicate()
