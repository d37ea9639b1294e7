from django.urls import include, path

urlpatterns = [path("", include("mintmark_web.ui.urls"))]


def menu(request):
    """What the real site's menu gives to templates."""
    links = [("Catalogue", "/catalogue/"), ("Check a credential", "/verify/")]
    return {"menu": {"public": [{"label": a, "href": b, "current": False} for a, b in links]}}
