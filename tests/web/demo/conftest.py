"""What the tests of the demo share."""

import pytest


@pytest.fixture
def demo(settings, tmp_path):
    """Run as the demo, with letters in a folder."""
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = str(tmp_path / "letters")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
