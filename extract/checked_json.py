"""Small files that people's work is kept in: one JSON object with the check that it was written with.

A file whose check is another was damaged on its disk or changed by hand; who reads it is told, and nothing of it is taken
for what somebody wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


class SealError(ValueError):
    """A file that is not as it was written, or that another version wrote; the message says which."""


def seal(form: str, version: int, told: Mapping[str, Any]) -> bytes:
    """A file of a ``form`` with what is ``told``, to be read by people too.

    >>> unseal(seal("jiceng brief", 1, {"title": "基层党建"}), "jiceng brief", 1)
    {'title': '基层党建'}
    """
    row = {"form": form, "version": version, **told}
    return json.dumps(row | {"check": _check(row)}, ensure_ascii=False, indent=1).encode(
        "utf-8", errors="backslashreplace"
    )


def unseal(content: bytes, form: str, version: int) -> dict[str, Any]:
    """What a file tells; raises `SealError`.

    >>> unseal(seal("jiceng brief", 1, {"title": "党建"}).replace("党建".encode(), "党务".encode()), "jiceng brief", 1)
    Traceback (most recent call last):
    extract.checked_json.SealError: it has not the check that it was written with
    """
    try:
        row = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise SealError(f"not JSON: {error}") from error
    if not isinstance(row, dict) or row.get("form") != form:
        raise SealError(f"not a file of the form “{form}”")
    found = row.get("version")
    if type(found) is not int or found < 1:
        raise SealError(f"version {found!r} is none")
    if found > version:
        raise SealError(f"a newer version of the program wrote it (form {found}, known is {version})")
    if row.pop("check", "") != _check(row):
        raise SealError("it has not the check that it was written with")
    return {name: value for name, value in row.items() if name not in ("form", "version")}


def _check(row: Mapping[str, Any]) -> str:
    plain = json.dumps(dict(row), sort_keys=True)
    return hashlib.sha256(plain.encode("ascii")).hexdigest()[:16]
