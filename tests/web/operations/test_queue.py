"""Jobs reach workers: through the database, and through Redis where that is chosen."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from web.operations.offices import CLI, TESTS

ENQUEUE = """
import sys
from mintmark_web.operations import office
office.set_up()
from web.operations.jobs import write
write.enqueue(sys.argv[1], "done")
"""


@pytest.fixture
def redis(tmp_path):
    if not (program := shutil.which("redis-server")):
        pytest.skip("redis-server is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", tmp_path],
        stdout=subprocess.DEVNULL,
    )
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait(10)


def appears(path: Path) -> bool:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        if path.exists() and path.read_text() == "done":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("through", ["the database", "Redis"])
def test_two_workers_take_what_is_waiting_and_stop_when_told(site, tmp_path, through, request):
    site["PYTHONPATH"] = os.pathsep.join([site.get("PYTHONPATH", ""), str(TESTS)])
    if through == "Redis":
        site["MINTMARK_REDIS"] = request.getfixturevalue("redis")
    made = [tmp_path / f"made-{number}" for number in range(3)]
    for path in made:
        subprocess.run([sys.executable, "-c", ENQUEUE, str(path)], env=site, check=True)
    working = subprocess.Popen([*CLI, "work", "--jobs", "2"], env=site, start_new_session=True)
    try:
        assert all(appears(path) for path in made)
        working.send_signal(signal.SIGTERM)
        assert working.wait(30) == 0
    finally:
        if working.poll() is None:
            working.kill()
