from django.urls import URLPattern, URLResolver, path

from jalons.steering.views import changes, log, reviews

app_name = "steering"
urlpatterns: list[URLPattern | URLResolver] = [
    path("territoires/<slug:slug>/pilotage/", changes.index, name="index"),
    path("territoires/<slug:slug>/pilotage/ouvrir/", changes.start, name="start"),
    path("changements/<uuid:change_id>/pilotage/", changes.show, name="change"),
    path("changements/<uuid:change_id>/signes/nouveau/", changes.propose_marker, name="marker_new"),
    path("signes/<uuid:marker_id>/", changes.marker, name="marker"),
    path("signes/<uuid:marker_id>/modifier/", changes.edit_marker, name="marker_edit"),
    path("signes/<uuid:marker_id>/retirer/", changes.retire_marker, name="marker_retire"),
    path("territoires/<slug:slug>/journal-des-changements/", log.index, name="log"),
    path("territoires/<slug:slug>/journal-des-changements/nouvelle/", log.create, name="entry_new"),
    path("notes/<uuid:entry_id>/", log.show, name="entry"),
    path("notes/<uuid:entry_id>/modifier/", log.edit, name="entry_edit"),
    path("notes/<uuid:entry_id>/verifier/", log.ask, name="ask"),
    path("notes/<uuid:entry_id>/ecarter/", log.reject, name="reject"),
    path("corroborations/<uuid:asked_id>/", log.answer, name="answer"),
    path("territoires/<slug:slug>/revues/", reviews.index, name="reviews"),
    path("territoires/<slug:slug>/revues/nouvelle/", reviews.plan, name="review_plan"),
    path("revues/<uuid:review_id>/", reviews.show, name="review"),
    path("revues/<uuid:review_id>/modifier/", reviews.edit, name="review_edit"),
    path("revues/<uuid:review_id>/tenir/", reviews.hold, name="review_hold"),
    path("revues/<uuid:review_id>/publier/", reviews.publish, name="review_publish"),
    path("revues/<uuid:review_id>/decisions/", reviews.decide, name="decide"),
    path("revues/<uuid:review_id>/changements/<uuid:change_id>/", reviews.change, name="review_change"),
    path("decisions/<uuid:decision_id>/", reviews.close_decision, name="decision"),
]
