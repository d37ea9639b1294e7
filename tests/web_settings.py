"""The office's settings under test: its own environment, one of the two databases, no network."""

import os
import tempfile

for _name in [name for name in os.environ if name.startswith("MINTMARK_")]:
    if _name != "MINTMARK_TEST_DATABASE":
        del os.environ[_name]
os.environ.pop("DATABASE_URL", None)
os.environ |= {
    "MINTMARK_SECRET": "only for tests, so everybody may know it",
    "MINTMARK_KEYS_SECRET": "only for tests, and everybody may know it too",
    "MINTMARK_DATA": tempfile.mkdtemp(prefix="mintmark-test-"),
    "MINTMARK_URL": "http://localhost:8000",
}
POSTGRES = os.environ.get("MINTMARK_TEST_DATABASE") == "postgres"
if POSTGRES:
    os.environ["DATABASE_URL"] = "postgresql://postgres@127.0.0.1:5432/postgres"

from mintmark_web.settings import *  # noqa: E402, F403
from mintmark_web.settings import DATA, DATABASES, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()

if POSTGRES:
    # Each process a database of its own: several runs may go on at once.
    DATABASES["default"]["TEST"] = {"NAME": f"test_mintmark_{os.getpid()}"}
else:
    # A file, as in use. In memory all threads would share one connection: what the page polls for
    # would meet what the test writes, and one of the two would fail with "table is locked".
    DATABASES["default"]["TEST"] = {"NAME": DATA.with_suffix(".sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += ";PRAGMA synchronous = OFF"  # gone anyway
DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
