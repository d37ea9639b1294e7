"""What the views of all apps do with a form: take what was sent, try it, ask before doing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

T = TypeVar("T")


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with a form, even if it is nothing; None where none was sent."""
    return request.POST if request.method == "POST" else None


def result(form: Form, work: Callable[[], T]) -> T | None:
    """Run a service if the form is right, and return what it returns.

    What the service refuses stands beside the field it names, or above the form; then, and where
    the form is wrong, None is returned.
    """
    return next(iter(_results(form, work)), None)


def tried(form: Form, work: Callable[[], Any]) -> bool:
    """Do the same, and say whether the service was run and refused nothing."""
    return bool(_results(form, work))


def _results(form: Form, work: Callable[[], T]) -> tuple[T, ...]:
    if not form.is_valid():
        return ()
    try:
        return (work(),)
    except ValidationError as error:
        blame(form, error)
        return ()


def blame(form: Form, error: ValidationError) -> None:
    """Put what a service refuses beside its fields, or above the form."""
    told = getattr(error, "error_dict", None) or {"__all__": error.error_list}
    for name, errors in told.items():
        form.add_error(name if name in form.fields else None, errors)


def asked(
    request: HttpRequest,
    form: Form,
    question: dict[str, Any],
    work: Callable[[], Any],
    done: str,
    back: str,
) -> HttpResponse:
    """Ask before doing; then do it, say so and go back.

    Args:
        question: what ``ui/confirm.html`` shows: ``title``, ``text``, ``consequences``, ``button``.
    """
    if request.method == "POST" and tried(form, work):
        messages.success(request, done)
        return redirect(back)
    shown = {"form": form, "back_url": back, "consequences": (), **question}
    return render(request, "ui/confirm.html", shown)
