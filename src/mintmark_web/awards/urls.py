"""The addresses of this app: for everybody, and below ``/o/<slug>/`` for members."""

from __future__ import annotations

from django.urls import path

from mintmark_web.awards.views import assessing, deciding, learning, offerings, people

urlpatterns = [
    path("offerings/<uuid:pk>/", learning.public_offering, name="awards.public-offering"),
    path("offerings/<uuid:pk>/join/", learning.join, name="awards.join"),
    path("learning/", learning.learning, name="awards.learning"),
    path("learning/<uuid:pk>/", learning.learning_one, name="awards.learning-one"),
    path("learning/<uuid:pk>/leave/", learning.leave, name="awards.leave"),
    path(
        "learning/<uuid:pk>/assess/<slug:assessment>/",
        learning.ask_for_assessment,
        name="awards.ask",
    ),
    path("learning/attempts/<uuid:pk>/", learning.learning_attempt, name="awards.learning-attempt"),
    path("learning/attempts/<uuid:pk>/hand-in/", learning.hand_in, name="awards.hand-in"),
    path("learning/evidence/<uuid:pk>/", learning.own_evidence, name="awards.own-evidence"),
    path(
        "learning/evidence/<uuid:pk>/remove/",
        learning.remove_evidence,
        name="awards.remove-evidence",
    ),
]
_offerings = [
    path("offerings/", offerings.offerings, name="awards.offerings"),
    path("offerings/new/", offerings.new_offering, name="awards.new-offering"),
    path("offerings/<uuid:pk>/", offerings.offering, name="awards.offering"),
    path("offerings/<uuid:pk>/edit/", offerings.edit_offering, name="awards.edit-offering"),
    path("offerings/<uuid:pk>/groups/", offerings.groups, name="awards.groups"),
    path(
        "offerings/<uuid:pk>/groups/<int:group>/remove/",
        offerings.remove_group,
        name="awards.remove-group",
    ),
    path("offerings/<uuid:pk>/enrol/", people.enrol, name="awards.enrol"),
    path("offerings/<uuid:pk>/results.csv", deciding.results, name="awards.results"),
    path("offerings/<uuid:pk>/lists/<slug:kind>/", deciding.send_list, name="awards.send-list"),
    path(
        "offerings/<uuid:pk>/lists/<slug:kind>/head.csv",
        deciding.list_head,
        name="awards.list-head",
    ),
    path("offerings/lists/<uuid:pk>/", deciding.one_list, name="awards.list"),
    path("offerings/lists/<uuid:pk>/forget/", deciding.forget_list, name="awards.forget-list"),
]
_people = [
    path("offerings/enrolments/<uuid:pk>/", people.enrolment, name="awards.enrolment"),
    path(
        "offerings/enrolments/<uuid:pk>/edit/", people.edit_enrolment, name="awards.edit-enrolment"
    ),
    path("offerings/enrolments/<uuid:pk>/identity/", people.identity, name="awards.identity"),
    path("offerings/enrolments/<uuid:pk>/accept/", people.accept, name="awards.accept"),
    path("offerings/enrolments/<uuid:pk>/decline/", people.decline, name="awards.decline"),
    path("offerings/enrolments/<uuid:pk>/withdraw/", people.withdraw, name="awards.withdraw"),
    path(
        "offerings/enrolments/<uuid:pk>/open/", assessing.open_attempt, name="awards.open-attempt"
    ),
    path("offerings/enrolments/<uuid:pk>/award/", assessing.decide, name="awards.decide"),
]
_assessing = [
    path("to-do/", assessing.waiting, name="awards.waiting"),
    path("offerings/attempts/<uuid:pk>/", assessing.attempt, name="awards.attempt"),
    path("offerings/attempts/<uuid:pk>/arrange/", assessing.arrange, name="awards.arrange"),
    path("offerings/attempts/<uuid:pk>/mark/", assessing.mark, name="awards.mark"),
    path("offerings/attempts/<uuid:pk>/confirm/", assessing.moderate, name="awards.moderate"),
    path("offerings/evidence/<uuid:pk>/", assessing.download_evidence, name="awards.evidence"),
    path("awards/", deciding.awards, name="awards.awards"),
    path("awards/<uuid:pk>/", deciding.award, name="awards.award"),
]
office_patterns = [*_offerings, *_people, *_assessing]
