"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import path

from mintmark_web.recognition.views import applying, awarding, deciding, offices, public, queue

urlpatterns = [
    path("recognition/", public.modules, name="recognition.modules-public"),
    path("recognition/for/<uuid:pk>/", public.module, name="recognition.module"),
    path("recognition/decisions/", public.precedents, name="recognition.precedents"),
    path("recognition/decisions/<uuid:pk>/", public.precedent, name="recognition.precedent"),
    path("wallet/recognition/", applying.cases, name="recognition.cases-mine"),
    path("wallet/recognition/for/<uuid:pk>/", applying.apply, name="recognition.apply"),
    path("wallet/recognition/<uuid:pk>/", applying.case, name="recognition.mine"),
    path("wallet/recognition/<uuid:pk>/answer/", applying.answer, name="recognition.answer"),
    path("wallet/recognition/<uuid:pk>/appeal/", applying.appeal, name="recognition.appeal"),
    path("wallet/recognition/<uuid:pk>/withdraw/", applying.withdraw, name="recognition.withdraw"),
    path(
        "wallet/recognition/<uuid:pk>/decision.json",
        applying.statement,
        name="recognition.my-statement",
    ),
    path(
        "wallet/recognition/<uuid:pk>/files/<uuid:file>/",
        applying.file,
        name="recognition.my-file",
    ),
]
office_patterns = [
    path("recognition/", queue.cases, name="recognition.cases"),
    path("recognition/for/", offices.modules, name="recognition.modules"),
    path("recognition/for/new/", offices.new, name="recognition.module-new"),
    path("recognition/for/own/", offices.own, name="recognition.module-own"),
    path("recognition/for/own/<uuid:achievement>/", offices.of, name="recognition.module-of"),
    path("recognition/for/<uuid:pk>/", offices.edit, name="recognition.module-edit"),
    path("recognition/procedure/", offices.procedure, name="recognition.procedure"),
    path("recognition/<uuid:pk>/", deciding.case, name="recognition.case"),
    path("recognition/<uuid:pk>/compare/", deciding.compare, name="recognition.compare"),
    path("recognition/<uuid:pk>/ask/", deciding.ask, name="recognition.ask"),
    path("recognition/<uuid:pk>/assess/", deciding.assess, name="recognition.assess"),
    path("recognition/<uuid:pk>/second/", deciding.second, name="recognition.second"),
    path("recognition/<uuid:pk>/award/", awarding.award, name="recognition.award"),
    path("recognition/<uuid:pk>/decide/", deciding.decide, name="recognition.decide"),
    path("recognition/<uuid:pk>/settle/", deciding.settle, name="recognition.settle"),
    path("recognition/<uuid:pk>/issue/", deciding.issue, name="recognition.issue"),
    path("recognition/<uuid:pk>/close/", deciding.close, name="recognition.close"),
    path("recognition/<uuid:pk>/publish/", deciding.publish, name="recognition.publish"),
    path("recognition/<uuid:pk>/decision.json", deciding.statement, name="recognition.statement"),
    path("recognition/<uuid:pk>/files/<uuid:file>/", deciding.file, name="recognition.file"),
]
