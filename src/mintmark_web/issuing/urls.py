"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import URLPattern, path

from mintmark_web.issuing.views import batches, changes, credentials, many, orders

urlpatterns: list[URLPattern] = []
office_patterns = [
    path("issuing/", batches.batches, name="issuing.batches"),
    path("issuing/new/", orders.choose, name="issuing.choose"),
    path("issuing/new/<uuid:version>/", orders.order, name="issuing.order"),
    path("issuing/new/<uuid:version>/list.csv", orders.columns, name="issuing.columns"),
    path("issuing/<uuid:pk>/", batches.batch, name="issuing.batch"),
    path("issuing/<uuid:pk>/progress/", batches.progress, name="issuing.progress"),
    path("issuing/<uuid:pk>/not-issued.csv", batches.not_issued, name="issuing.not-issued"),
    path("issuing/<uuid:pk>/credentials.zip", batches.everything, name="issuing.everything"),
    path("issuing/<uuid:pk>/stop/", batches.stop, name="issuing.stop"),
    path("issuing/<uuid:pk>/resume/", batches.resume, name="issuing.resume"),
    path("issuing/<uuid:pk>/send/", batches.send, name="issuing.send-all"),
    path("credentials/", credentials.credentials, name="issuing.credentials"),
    path("credentials/suspend/", many.suspend, name="issuing.suspend-many"),
    path("credentials/reinstate/", many.reinstate, name="issuing.reinstate-many"),
    path("credentials/revoke/", many.revoke, name="issuing.revoke-many"),
    path("credentials/changes/", many.changes, name="issuing.changes"),
    path("credentials/changes/<uuid:pk>/", many.change, name="issuing.change"),
    path(
        "credentials/changes/<uuid:pk>/progress/",
        many.change_progress,
        name="issuing.change-progress",
    ),
    path("credentials/changes/<uuid:pk>/stop/", many.stop, name="issuing.stop-change"),
    path("credentials/changes/<uuid:pk>/resume/", many.resume, name="issuing.resume-change"),
    path("credentials/<uuid:pk>/", credentials.credential, name="issuing.credential"),
    path("credentials/<uuid:pk>/file/", credentials.file, name="issuing.file"),
    path("credentials/<uuid:pk>/suspend/", changes.suspend, name="issuing.suspend"),
    path("credentials/<uuid:pk>/reinstate/", changes.reinstate, name="issuing.reinstate"),
    path("credentials/<uuid:pk>/revoke/", changes.revoke, name="issuing.revoke"),
    path("credentials/<uuid:pk>/renew/", changes.renew, name="issuing.renew"),
    path("credentials/<uuid:pk>/correct/", changes.correct, name="issuing.correct"),
    path("credentials/<uuid:pk>/send/", changes.send, name="issuing.send"),
]
