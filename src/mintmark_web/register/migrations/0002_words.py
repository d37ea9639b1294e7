"""Make the table that the database's full-text search reads."""

from typing import Any

from django.db import migrations

from mintmark_web.register.words import words


def _install(_apps: Any, editor: Any) -> None:
    words(editor.connection).install()


def _remove(_apps: Any, editor: Any) -> None:
    words(editor.connection).remove()


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [migrations.RunPython(_install, _remove)]
