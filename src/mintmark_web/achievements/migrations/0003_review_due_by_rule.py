"""A day for review for what is public already and has none, though a framework wants one."""

from typing import Any

from django.db import migrations, models

from mintmark.encoding.periods import add_duration
from mintmark.errors import MintmarkError
from mintmark_web.achievements.due import YEARLY, is_yearly


def fill(apps: Any, _editor: Any) -> None:
    """Set it for each public version as publishing does now."""
    versions = apps.get_model("achievements", "Version").objects
    for one in versions.filter(state="published").exclude(published_at=None).iterator():
        try:
            yearly = is_yearly(one.frameworks)
        except MintmarkError:
            continue  # a framework that is not there any more asks for nothing
        if yearly:
            due = add_duration(one.published_at.date(), YEARLY)
            versions.filter(pk=one.pk).update(review_due=due)


class Migration(migrations.Migration):
    """One column, filled."""

    dependencies = [("achievements", "0002_versions_taken_back")]

    operations = [
        migrations.AddField("version", "review_due", models.DateField(blank=True, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
