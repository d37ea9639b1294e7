"""``mintmark demo`` as a process: it ends by opening the office, and with --exit by closing it."""

import os
import subprocess
import sys
from pathlib import Path

CLI = [sys.executable, "-c", "from mintmark.cli import run; run()"]


def test_the_demo_opens_the_office_visits_every_page_and_closes_it(tmp_path: Path) -> None:
    theirs = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/real", "MINTMARK_SECRET": "x" * 40}
    done = subprocess.run(
        [*CLI, "demo", "--exit"],
        env={**os.environ, **theirs},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Every main page answered, as everybody." in done.stdout
    made = tmp_path / "demo-output" / "office"
    assert (made / "mintmark.sqlite3").is_file()  # nothing of a real site was touched
    assert list((made / "letters").glob("*.log"))
    left = subprocess.run(["pgrep", "-f", str(made)], capture_output=True, text=True, check=False)
    assert left.stdout == ""


def test_the_demo_is_refused_where_others_could_reach_it(tmp_path: Path) -> None:
    public = {"MINTMARK_DEMO": "1", "MINTMARK_URL": "https://badges.example.org"}
    kept = {
        name: one
        for name, one in os.environ.items()
        if not name.startswith(("MINTMARK_", "DJANGO_"))
    }
    done = subprocess.run(
        [*CLI, "office", "check"],
        env={**kept, **public, "MINTMARK_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 64
    assert "MINTMARK_DEMO lets anybody in" in done.stderr
