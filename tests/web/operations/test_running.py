"""The real thing: processes, a port, a database in a file, signals."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from web.operations.offices import CLI, run
from web_settings import POSTGRES

WRITER = """
import sys
from mintmark_web.operations import office
office.set_up()
from mintmark_web.accounts import services
from mintmark_web.accounts.types import Actor
for number in range(15):
    services.open_account(Actor(), f"{sys.argv[1]}{number}@example.org")
"""


def get(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def nobody_is_left(session: int) -> None:
    """Demand that what was started there ends; the last may see only now that the server ended."""
    end = time.monotonic() + 5
    while left := subprocess.run(["pgrep", "-s", str(session)], capture_output=True).stdout:
        assert time.monotonic() < end, left
        time.sleep(0.1)


def test_it_serves_with_a_worker_and_stops_cleanly(environment):
    serving = subprocess.Popen(
        [*CLI, "serve", "--port", "0", "--processes", "1", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        address = json.loads(serving.stdout.readline())["address"]
        assert get(address + "/healthz") == 200
        assert get(address + "/sign-in/") == 200
        end = time.monotonic() + 30
        while get(address + "/readyz") != 200:
            assert time.monotonic() < end, "no worker came"
            time.sleep(0.2)
        # As Ctrl-C does: to everything that runs in the terminal.
        os.killpg(serving.pid, signal.SIGINT)
        assert serving.wait(30) == 0
    finally:
        if serving.poll() is None:
            os.killpg(serving.pid, signal.SIGKILL)
        serving.stdout.close()
    nobody_is_left(serving.pid)
    assert "whole" in run(environment, "audit", "verify")


def test_processes_write_at_once_and_the_record_holds(site):
    crew = [subprocess.Popen([sys.executable, "-c", WRITER, name], env=site) for name in "abc"]
    assert [one.wait(60) for one in crew] == [0, 0, 0]
    told = json.loads(run(site, "audit", "verify", "--json"))
    assert told["whole"] and told["entries"] == 45


def test_a_site_is_saved_and_brought_back(site, tmp_path):
    told = run(site, "office", "createadmin", "ada@example.org", "--organisation", "Harbour")
    assert re.search(r"^http://127\.0\.0\.1:8000/sign-in/link/\S+/$", told, re.M)
    copy = tmp_path / "copy.tar.gz"
    run(site, "office", "backup", str(copy), "--with-secrets")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "already" in run(site, "office", "backup", str(copy), status=64)
    before = json.loads(run(site, "audit", "verify", "--json"))
    assert "something" in run(site, "office", "restore", str(copy), status=64)
    run(site, "office", "createadmin", "later@example.org")
    run(site, "office", "restore", str(copy), "--replace")
    assert json.loads(run(site, "audit", "verify", "--json")) == before
    elsewhere = {**site, "MINTMARK_DATA": str(tmp_path / "elsewhere")}
    run(elsewhere, "office", "restore", str(copy), *["--replace"] * POSTGRES)
    assert json.loads(run(elsewhere, "audit", "verify", "--json")) == before
    secret = [Path(one["MINTMARK_DATA"], "secret").read_text() for one in (site, elsewhere)]
    assert secret[0] == secret[1]


def test_what_is_no_copy_is_refused(site, tmp_path):
    wrong = tmp_path / "wrong.tar.gz"
    wrong.write_bytes(b"not a tar")
    assert "cannot be brought back" in run(site, "office", "restore", str(wrong), status=1)


def test_a_deployment_has_nothing_to_be_warned_of(environment):
    environment |= {"MINTMARK_URL": "https://badges.example.org"}
    assert "no issues" in run(environment, "office", "check", "--deploy", "--fail-level", "WARNING")


def test_a_misspelt_variable_and_a_wrong_one_are_told(environment):
    told = run({**environment, "MINTMARK_ULR": "x"}, "office", "check")
    assert "MINTMARK_ULR" in told
    told = run({**environment, "MINTMARK_URL": "x"}, "office", "check", status=64)
    assert "MINTMARK_URL wants an address" in told


def test_half_a_provider_is_told_and_a_whole_one_has_its_button(site):
    site["MINTMARK_OIDC_ISSUER"] = "https://login.example.org"
    assert "MINTMARK_OIDC_CLIENT" in run(site, "office", "check", status=64)
    site |= {"MINTMARK_OIDC_CLIENT": "mint", "MINTMARK_OIDC_SECRET": "mark"}
    site["MINTMARK_OIDC_NAME"] = "Campus login"
    page = (
        "from django.test import Client;"
        "print(Client(headers={'host': 'localhost'}).get('/sign-in/').content.decode())"
    )
    run(site, "office", "createcachetable")
    run(site, "office", "collectstatic", "--no-input")
    told = run(site, "office", "shell", "--no-imports", "-c", page)
    assert "Campus login" in told and "/sign-in/with/sso/" in told


def test_a_port_that_is_taken_is_told(site):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert "cannot be used" in run(site, "serve", "--port", port, status=64)
