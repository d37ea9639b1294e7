"""RQ on the Redis of this machine: a worker is killed in the middle of an order."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import pytest
import redis

from web.operations.offices import CLI, TESTS, run

ROWS = 600


@pytest.fixture
def store():
    """A database of the Redis here that nobody uses; emptied afterwards."""
    for number in range(15, 0, -1):
        found = redis.Redis("127.0.0.1", 6379, db=number, socket_connect_timeout=2)
        try:
            is_free = found.dbsize() == 0
        except redis.RedisError as error:
            pytest.skip(f"no Redis answers at 127.0.0.1:6379 ({type(error).__name__})")
        if is_free:
            found.set("mintmark-test", "taken")
            yield found, f"redis://127.0.0.1:6379/{number}"
            found.flushdb()
            return
    pytest.skip("every database of the Redis at 127.0.0.1:6379 is in use")


@pytest.fixture
def office(site, store, tmp_path):
    """An office whose jobs go through Redis, and a batch that waits."""
    site["PYTHONPATH"] = os.pathsep.join([site.get("PYTHONPATH", ""), str(TESTS)])
    site["MINTMARK_REDIS"] = store[1]
    site["MINTMARK_EMAIL"] = f"file:{tmp_path / 'letters'}"
    ask(site, "order", str(ROWS))
    return site


def ask(environment, *words):
    told = subprocess.run(
        [sys.executable, "-m", "web.operations.batches", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


def start(environment):
    return subprocess.Popen([*CLI, "work"], env=environment, start_new_session=True)


def processes(of, column):
    """Return the processes below one, as (pid, process group): children, and theirs."""
    told = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid=,pgid="], capture_output=True, text=True, check=True
    ).stdout
    rows = [tuple(map(int, line.split())) for line in told.splitlines()]
    below, found = {of}, []
    for _ in range(4):
        for pid, parent, group in rows:
            if parent in below and pid not in below:
                below.add(pid)
                found.append((pid, group))
    return [one[column] for one in found]


def horse(of):
    """Return the process that RQ forked for the job: it leads a process group."""
    pids, groups = processes(of, 0), processes(of, 1)
    leaders = [pid for pid, group in zip(pids, groups, strict=True) if pid == group]
    return max(leaders)  # its worker leads one, too, and is older


@pytest.mark.parametrize("killed", ["the worker and all below it", "the process of the job"])
def test_nothing_is_lost_or_doubled(office, store, tmp_path, killed):
    working = start(office)
    try:
        signed = ask(office, "until_some_are_signed")
        if killed == "the process of the job":
            os.kill(horse(working.pid), signal.SIGKILL)
        else:
            for pid in processes(working.pid, 0):
                os.kill(pid, signal.SIGKILL)
            working.wait(20)
            working = None
        assert 0 < signed < ROWS, "it was done before anybody was killed"
        ask(office, "a_minute_passes")
        working = working or start(office)
        found = ask(office, "until_done")
        working.send_signal(signal.SIGTERM)
        assert working.wait(30) == 0
    finally:
        if working and working.poll() is None:
            os.killpg(working.pid, signal.SIGKILL)
    assert found["lines"] == list(range(2, ROWS + 2))
    assert found["documents"] == ROWS and found["states"] == {"delivered": ROWS}
    assert store[0].zcard("rq:failed:default") == 0
    to = Counter(
        line
        for letter in (tmp_path / "letters").iterdir()
        for line in letter.read_text().splitlines()
        if line.startswith("To: ")
    )
    assert len(to) == ROWS and to.total() <= ROWS + 1, "a crash repeats one letter at most"


def test_jobs_are_counted_and_a_redis_that_is_away_is_told(office):
    waiting = re.search(r'^mintmark_jobs\{status="ready"\} (\d+)$', metrics(office), re.M)
    assert int(waiting[1]) >= 1
    away = {**office, "MINTMARK_REDIS": "redis://127.0.0.1:1/0"}
    assert "mintmark_jobs{" not in metrics(away)
    told = python(away, "from mintmark_web.operations import checks; print(checks.checks())")
    assert "Redis does not answer" in told


def metrics(environment):
    return python(environment, "from mintmark_web.operations import metrics; print(metrics.text())")


def python(environment, code):
    return run(environment, "office", "shell", "--no-imports", "-c", code)


@pytest.fixture
def own_redis(tmp_path):
    """A Redis of this test, which can go and come back: what starts it at an address."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server is installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = []

    def begin():
        told = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
        begun.append(subprocess.Popen([program, *told], stdout=subprocess.DEVNULL))
        client = redis.Redis("127.0.0.1", port)
        until(lambda: answers(client))
        return client

    yield f"redis://127.0.0.1:{port}/0", begin
    for one in begun:
        one.kill()
        one.wait()


def answers(client):
    try:
        return client.ping()
    except redis.RedisError:
        return False


def until(found):
    for _ in range(600):
        if found():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come")


def test_what_is_asked_for_while_redis_is_away_is_done_when_it_is_back(site, own_redis, tmp_path):
    address, begin = own_redis
    site["PYTHONPATH"] = os.pathsep.join([site.get("PYTHONPATH", ""), str(TESTS)])
    site |= {"MINTMARK_REDIS": address, "MINTMARK_EMAIL": f"file:{tmp_path / 'letters'}"}
    ask(site, "order", "3")  # the write stands, and nobody is told of an error
    ready = "from mintmark_web.operations import queries; print(queries.readiness())"
    assert "'redis': False" in python(site, ready)
    said = tmp_path / "said"
    with said.open("wb") as out:
        working = subprocess.Popen([*CLI, "work"], env=site, stderr=out)
    try:
        until(lambda: b"Redis does not answer" in said.read_bytes())
        begin()
        assert ask(site, "until_done")["documents"] == 3
        told = python(site, ready)
        assert "'redis': True" in told and "'worker': True" in told
        assert b"Traceback" not in said.read_bytes()
        working.send_signal(signal.SIGTERM)
        assert working.wait(30) == 0
    finally:
        if working.poll() is None:
            working.kill()
            working.wait()


def test_a_site_without_redis_is_ready_without_it(site):
    told = python(site, "from mintmark_web.operations import queries; print(queries.readiness())")
    assert "'redis'" not in told
