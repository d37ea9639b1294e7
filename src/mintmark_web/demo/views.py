"""The pages of the demo: be anybody of the story, and read the letters that were sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mintmark_web.accounts import queries
from mintmark_web.accounts.access import OfficeRequest, needs
from mintmark_web.demo import cast
from mintmark_web.demo import letters as post

_LETTERS = 50
_View = Callable[..., HttpResponse]


def _only_in_the_demo(view: _View) -> _View:
    @wraps(view)
    def guarded(request: OfficeRequest, *args: str) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args)

    return guarded


@require_safe
@never_cache
@needs("demo.visit")
@_only_in_the_demo
def people(request: OfficeRequest) -> HttpResponse:
    """Show everybody of the story, by where they work."""
    groups = [
        (place, [one for one in cast.PEOPLE if one.place == place.key]) for place in cast.PLACES
    ]
    learners = [one for one in cast.PEOPLE if not one.place]
    return render(request, "demo/people.html", {"groups": groups, "learners": learners})


@require_POST
@needs("demo.visit")
@_only_in_the_demo
def enter(request: OfficeRequest) -> HttpResponse:
    """Sign in as somebody of the story, in their language; nobody else can be chosen."""
    person = cast.person(request.POST.get("person", ""))
    user = queries.user_by_email(person.email) if person else None
    if user is None:
        raise Http404
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    answer = redirect("accounts.home")
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return answer


@require_safe
@never_cache
@needs("demo.visit")
@_only_in_the_demo
def letters(request: OfficeRequest) -> HttpResponse:
    """Show the e-mail that was sent to who is signed in, or to anybody; the newest first."""
    to = request.user.email if request.user.is_authenticated else ""
    return render(request, "demo/letters.html", {"letters": post.latest(_LETTERS, to), "to": to})
