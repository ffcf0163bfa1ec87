from django.urls import URLPattern, URLResolver, include, path

from jalons.diagnosis.views import canvas, capital, cross_readings, opinions, urgencies, wall

app_name = "diagnosis"

WALL: list[URLPattern | URLResolver] = [
    path("", wall.show, name="wall"),
    path("ranger/", wall.put, name="put"),
    path("suggestions/ecarter/", wall.refuse, name="refuse_suggestion"),
    path("gestes/", wall.moves, name="moves"),
    path("gestes/<uuid:move_id>/reprendre/", wall.undo, name="undo"),
    path("<uuid:cluster_id>/", wall.read, name="cluster"),
    path("<uuid:cluster_id>/modifier/", wall.edit, name="edit_cluster"),
    path("<uuid:cluster_id>/reunir/", wall.merge, name="merge_cluster"),
    path("<uuid:cluster_id>/defaire/", wall.delete, name="delete_cluster"),
    path("<uuid:cluster_id>/ordre/", wall.order, name="order_cluster"),
    path("<uuid:cluster_id>/valider/", wall.validate, name="validate_cluster"),
]

CROSS_READINGS: list[URLPattern | URLResolver] = [
    path("", cross_readings.show, name="cross_readings"),
    path("nouveau/", cross_readings.create, name="create_cross_reading"),
    path("<uuid:reading_id>/modifier/", cross_readings.edit, name="edit_cross_reading"),
    path("<uuid:reading_id>/retirer/", cross_readings.retire, name="retire_cross_reading"),
    path("<uuid:reading_id>/remettre/", cross_readings.restore, name="restore_cross_reading"),
]

URGENCIES: list[URLPattern | URLResolver] = [
    path("", urgencies.show, name="urgencies"),
    path("nouvelle/", urgencies.create, name="create_urgency"),
    path("notes/", urgencies.result, name="urgency_result"),
    path("soumettre/", urgencies.put_to_vote, name="put_to_vote"),
    path("<uuid:urgency_id>/", urgencies.read, name="urgency"),
    path("<uuid:urgency_id>/modifier/", urgencies.edit, name="edit_urgency"),
    path("<uuid:urgency_id>/decider/", urgencies.decide, name="decide_urgency"),
    path("<uuid:urgency_id>/rouvrir/", urgencies.reopen, name="reopen_urgency"),
    path("<uuid:urgency_id>/ordre/", urgencies.move, name="move_urgency"),
]

CAPITAL: list[URLPattern | URLResolver] = [
    path("", capital.show, name="capital"),
    path("nouveau/", capital.take, name="take_capital"),
    path("<uuid:reading_id>/", capital.read, name="capital_reading"),
    path("<uuid:reading_id>/modifier/", capital.change, name="change_capital"),
    path("<uuid:reading_id>/constats/nouveau/", capital.note, name="note_finding"),
    path("<uuid:reading_id>/constats/<uuid:finding_id>/modifier/", capital.note, name="edit_finding"),
    path("<uuid:reading_id>/constats/<uuid:finding_id>/retirer/", capital.drop, name="drop_finding"),
    path("<uuid:reading_id>/situer/<slug:item>/", capital.situate, name="situate"),
    path("<uuid:reading_id>/reprendre/", capital.bring, name="bring_levels"),
    path("<uuid:reading_id>/cultiver/", capital.cultivate, name="cultivate"),
    path(
        "<uuid:reading_id>/cultiver/<uuid:cultivation_id>/retirer/",
        capital.give_up,
        name="give_up_cultivating",
    ),
]

CANVAS: list[URLPattern | URLResolver] = [
    path("", canvas.show, name="canvas"),
    path("commencer/", canvas.start, name="start_canvas"),
    path("appliquer/", canvas.apply, name="apply_canvas"),
    path("role/", canvas.role, name="canvas_role"),
    path("lettre-de-mission/", canvas.letter, name="mission_letter"),
    path("<slug:part>/ajouter/", canvas.write, name="add_canvas_line"),
    path("<slug:part>/<uuid:line_id>/modifier/", canvas.write, name="edit_canvas_line"),
    path("<slug:part>/<uuid:line_id>/retirer/", canvas.remove, name="remove_canvas_line"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("territoires/<slug:slug>/regroupements/", include(WALL)),
    path("territoires/<slug:slug>/croisements/", include(CROSS_READINGS)),
    path("territoires/<slug:slug>/urgences/", include(URGENCIES)),
    path("territoires/<slug:slug>/capital/", include(CAPITAL)),
    path("territoires/<slug:slug>/canevas/", include(CANVAS)),
    path("seances/<uuid:step_id>/avis/<uuid:sequence_id>/", opinions.show, name="opinions"),
]
