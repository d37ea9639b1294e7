"""The addresses of this app: all of them for everybody."""

from __future__ import annotations

from django.urls import URLPattern, path

from mintmark_web.register.views import catalogue, machines, pages, words

urlpatterns = [
    path("", pages.home, name="register.home"),
    path("catalogue/", catalogue.catalogue, name="register.catalogue"),
    path("catalogue/compare/", catalogue.compare, name="register.compare"),
    path("catalogue/new.atom", machines.feed, name="register.feed"),
    path("catalogue/badges/<uuid:pk>.svg", pages.badge, name="register.badge"),
    path("achievements/<uuid:pk>", pages.achievement, name="register.achievement"),
    path("providers/", pages.providers, name="register.providers"),
    path("providers/<slug:slug>/", pages.provider, name="register.provider"),
    path("glossary/", words.index, name="register.glossary"),
    path("glossary/<slug:slug>/", words.word, name="register.word"),
    path("robots.txt", machines.robots, name="register.robots"),
    path("sitemap.xml", machines.sitemap, name="register.sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_part, name="register.sitemap-part"),
]
office_patterns: list[URLPattern] = []
