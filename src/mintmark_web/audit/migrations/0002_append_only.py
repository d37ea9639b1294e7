"""Make the database itself refuse to change the record."""

from typing import Any

from django.db import migrations

from mintmark_web.audit import append_only


def _install(_apps: Any, editor: Any) -> None:
    append_only.install(editor.connection)


def _remove(_apps: Any, editor: Any) -> None:
    append_only.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(_install, _remove)]
