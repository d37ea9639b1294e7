"""A job for a worker in another process to do."""

from pathlib import Path

from django_tasks import task


@task()
def write(path: str, text: str) -> None:
    Path(path).write_text(text)
