"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import URLPattern, path

from mintmark_web.wallet.views import claiming, data, own, public, sharing, waiting

urlpatterns: list[URLPattern] = [
    path("wallet/", own.home, name="wallet.home"),
    path("wallet/claim/<str:token>/", claiming.claim, name="wallet.claim"),
    path("wallet/waiting/<uuid:serial>/", waiting.waiting, name="wallet.waiting"),
    path("wallet/waiting/<uuid:serial>/take/", waiting.take, name="wallet.take"),
    path("wallet/waiting/<uuid:serial>/decline/", waiting.decline, name="wallet.decline"),
    path("wallet/bring/", own.bring, name="wallet.bring"),
    path("wallet/shares/", sharing.shares, name="wallet.shares"),
    path("wallet/shares/new/", sharing.new_share, name="wallet.new-share"),
    path("wallet/shares/<uuid:share>/", sharing.share, name="wallet.share"),
    path("wallet/shares/<uuid:share>/withdraw/", sharing.withdraw, name="wallet.withdraw"),
    path("wallet/page/", sharing.profile, name="wallet.profile"),
    path("wallet/data/", data.data, name="wallet.data"),
    path("wallet/data/export/", data.export, name="wallet.export"),
    path("wallet/data/erase/", data.erase, name="wallet.erase"),
    path("wallet/<uuid:held>/", own.held, name="wallet.held"),
    path("wallet/<uuid:held>/file/<slug:kind>/", own.download, name="wallet.download"),
    path("wallet/<uuid:held>/check/", own.check, name="wallet.check"),
    path("wallet/<uuid:held>/remove/", own.remove, name="wallet.remove"),
    path("s/<str:token>/", public.shared, name="wallet.shared"),
    path("s/<str:token>/<uuid:held>/", public.shared_file, name="wallet.shared-file"),
    path("p/<slug:handle>/", public.public, name="wallet.public"),
    path("p/<slug:handle>/<uuid:held>/", public.public_held, name="wallet.public-held"),
]
office_patterns: list[URLPattern] = []
