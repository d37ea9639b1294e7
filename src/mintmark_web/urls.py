"""The whole site: which app answers where.

Each app's ``urls`` gives ``urlpatterns`` for the root of the site and, if it has pages for the
members of an organisation, ``office_patterns``, which stand below ``/o/<slug>/``.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings
from django.urls import include, path


def _urls() -> list[ModuleType]:
    ours = (name for name in settings.INSTALLED_APPS if name.startswith("mintmark_web."))
    return [import_module(f"{name}.urls") for name in ours if find_spec(f"{name}.urls")]


_office = [entry for module in _urls() for entry in getattr(module, "office_patterns", ())]
urlpatterns = [
    *(entry for module in _urls() for entry in getattr(module, "urlpatterns", ())),
    path("o/<slug:org>/", include(_office)),
]
