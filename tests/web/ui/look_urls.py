from django.conf.urls.i18n import i18n_patterns  # noqa: F401
from django.urls import include, path
from mintmark_web.ui.types import Link

urlpatterns = [path("", include("mintmark_web.ui.urls")), path("i18n/", include("django.conf.urls.i18n"))]


def menu(request):
    return {"menu": [Link("Catalogue", "/catalogue/"), Link("Check a credential", "/verify/", True), Link("Glossary", "/glossary/")]}
