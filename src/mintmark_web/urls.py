"""The whole site: which app answers where.

Each app's ``urls`` gives ``urlpatterns`` for the root of the site and, if it has pages for the
members of an organisation, ``office_patterns``, which stand below ``/o/<slug>/``.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import set_language

from mintmark_web.accounts.access import needs
from mintmark_web.api import problems
from mintmark_web.api.site import PREFIX, VC_API
from mintmark_web.ui import views as ui


def _urls() -> list[ModuleType]:
    ours = (name for name in settings.INSTALLED_APPS if name.startswith("mintmark_web."))
    return [import_module(f"{name}.urls") for name in ours if find_spec(f"{name}.urls")]


_anyone = needs("anyone")
_look = [  # the floor of the look knows nobody, so what its views need is declared here
    path("look/theme/", _anyone(ui.theme), name="ui.theme"),
    path("look/language/", _anyone(set_language), name="ui.language"),
    path("favicon.ico", _anyone(ui.favicon), name="ui.favicon"),
    path("styleguide/", _anyone(ui.styleguide), name="ui.styleguide"),
    path("styleguide/question/", _anyone(ui.sample_question), name="ui.sample-question"),
    path("styleguide/badge/<int:number>.svg", _anyone(ui.sample_badge), name="ui.sample-badge"),
]
_office = [entry for module in _urls() for entry in getattr(module, "office_patterns", ())]
urlpatterns = [
    *_look,
    *(entry for module in _urls() for entry in getattr(module, "urlpatterns", ())),
    path("o/<slug:org>/", include(_office)),
]
handler400 = "mintmark_web.urls.bad_request"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what was refused before any view: people with a page, programs with a problem."""
    if request.path.startswith((f"/{PREFIX}", f"/{VC_API}")):
        return problems.answer(request, exception)
    return ui.bad_request(request, exception)
