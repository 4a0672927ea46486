"""What the server answers to whom, and whom it asks: nobody beyond this machine."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from extract.views.guard import Guard

ROOT = Path(__file__).parent.parent
PORT = 8599
# Writes down every address that the server looks up, connects to or listens on.
SPY = """
import os, sys
log = open(os.environ["SPY"], "a", buffering=1)
def hear(event, args):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        log.write(f"{event} {args[1:] if event in ('socket.connect', 'socket.bind') else args}\\n")
sys.addaudithook(hear)
"""


def answered(scope: MutableMapping[str, Any]) -> list[MutableMapping[str, Any]]:
    """What is sent for a request."""
    sent: list[MutableMapping[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.disconnect"}

    asyncio.run(Guard(app, ("dj.example.cn", "Jiceng.Example.org", "党建.例子.cn"))(scope, receive, send))
    return sent


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        ("127.0.0.1", [], 200),
        ("::1", [], 200),
        ("192.168.1.7", [], 404),
        ("127.0.0.1", [(b"x-forwarded-for", b"192.168.1.7")], 404),
    ],
)
def test_the_servers_numbers_are_for_its_own_machine(
    client: str, headers: list[tuple[bytes, bytes]], status: int
) -> None:
    for path in ("/_stcore/metrics", "/under/_stcore/metrics", "/_stcore/metrics/"):
        scope = {"type": "http", "path": path, "headers": headers, "client": (client, 5000)}
        assert answered(scope)[0]["status"] == status


@pytest.mark.parametrize(
    ("origin", "reached", "taken"),
    [
        ("http://127.0.0.1:8501", "127.0.0.1", True),
        ("http://localhost:8501", "127.0.0.1", True),
        ("http://192.168.1.5:8501", "192.168.1.5", True),
        ("https://dj.example.cn", "127.0.0.1", True),
        ("", "127.0.0.1", True),
        ("http://192.168.1.6:8501", "192.168.1.5", False),
        ("http://evil.example", "127.0.0.1", False),
        ("null", "127.0.0.1", False),
        ("https://jiceng.example.org", "127.0.0.1", True),  # the proxy's name was given with capitals
        ("https://xn--n5qz54a.xn--fsqu00a.cn", "127.0.0.1", True),  # and in Chinese
        ("http://[", "127.0.0.1", False),  # no origin at all
        ("http://[evil]:80", "127.0.0.1", False),
    ],
)
def test_a_foreign_page_opens_no_channel(origin: str, reached: str, taken: bool) -> None:
    headers = [(b"origin", origin.encode())] if origin else []
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "server": (reached, 8501)}
    assert (answered(scope)[0]["type"] != "websocket.close") is taken


def test_every_answer_has_a_policy_that_names_no_other_host() -> None:
    scope = {
        "type": "http",
        "path": "/",
        "headers": [(b"host", b"127.0.0.1:8501")],
        "client": ("127.0.0.1", 1),
    }
    headers = dict(answered(scope)[0]["headers"])
    policy = headers[b"content-security-policy"].decode()
    assert "img-src 'self' data: blob:;" in policy
    assert set(re.findall(r"wss?://(\S+)", policy)) == {"127.0.0.1:8501"}
    odd = {
        "type": "http",
        "path": "/",
        "headers": [(b"host", b"x; script-src *")],
        "client": ("127.0.0.1", 1),
    }
    assert b"*" not in dict(answered(odd)[0]["headers"])[b"content-security-policy"]


def test_the_first_command_of_the_readme_asks_nobody_and_listens_to_this_machine_alone(
    tmp_path: Path,
) -> None:
    command = next(
        line
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if "streamlit run dashboard.py" in line
    )
    arguments = command.rpartition("streamlit run ")[2].split()
    (tmp_path / "sitecustomize.py").write_text(SPY)
    log = tmp_path / "log"
    environment = {
        **os.environ, "PYTHONPATH": str(tmp_path), "SPY": str(log), "STREAMLIT_SERVER_PORT": str(PORT),
        "BROWSER": "true",
    }  # fmt: skip
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            assert server.poll() is None
            try:
                asked = urllib.request.Request(
                    f"http://127.0.0.1:{PORT}/_stcore/health", headers={"Origin": "http://evil.example"}
                )
                assert urllib.request.urlopen(asked, timeout=2).read() == b"ok"
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(3)
    finally:
        server.terminate()
        server.wait()
    said = log.read_text().splitlines()
    bound = [line for line in said if line.startswith("socket.bind")]
    assert bound
    for line in said:
        assert re.search(r"127\.0\.0\.1|localhost|::1|'/|b'/|None", line), line
