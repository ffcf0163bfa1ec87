from django.urls import URLPattern, URLResolver, path

from jalons.initiatives.views import ctg, missions, places, steps, team

app_name = "initiatives"
urlpatterns: list[URLPattern | URLResolver] = [
    path("missions/<slug:slug>/", missions.mission, name="mission"),
    path("missions/<slug:slug>/modifier/", missions.terms, name="terms"),
    path("missions/<slug:slug>/convention/", missions.sign, name="sign"),
    path("missions/<slug:slug>/avenant/", missions.amend, name="amend"),
    path("missions/<slug:slug>/etapes/ajouter/", missions.add_step, name="add_step"),
    path("missions/<slug:slug>/calendrier.ics", missions.calendar, name="calendar"),
    path("missions/<slug:slug>/inviter/", missions.invite, name="invite"),
    path("missions/<slug:slug>/themes/", missions.nomenclature, name="themes"),
    path("missions/<slug:slug>/themes/<str:label>/", missions.change_theme, name="change_theme"),
    path("seances/<uuid:step_id>/", steps.step, name="step"),
    path("seances/<uuid:step_id>/modifier/", steps.place, name="place_step"),
    path("seances/<uuid:step_id>/compte-rendu/", steps.minutes, name="minutes"),
    path("seances/<uuid:step_id>/confirmer/", steps.confirm, name="confirm_step"),
    path("seances/<uuid:step_id>/ouvrir/", steps.hold, name="hold_step"),
    path("seances/<uuid:step_id>/clore/", steps.close, name="close_step"),
    path("seances/<uuid:step_id>/rouvrir/", steps.reopen, name="reopen_step"),
    path("seances/<uuid:step_id>/retirer/", steps.cancel, name="cancel_step"),
    path("seances/<uuid:step_id>/remettre/", steps.restore, name="restore_step"),
    path("territoires/<slug:slug>/equipe/", team.team, name="team"),
    path("territoires/<slug:slug>/equipe/ajouter/", team.join, name="join_team"),
    path("territoires/<slug:slug>/equipe/<uuid:member_id>/", team.member, name="team_member"),
    path("territoires/<slug:slug>/equipe/<uuid:member_id>/inviter/", team.invite, name="invite_member"),
    path("territoires/<slug:slug>/signataires/", ctg.signatories, name="signatories"),
    path("territoires/<slug:slug>/signataires/ajouter/", ctg.add_signatory, name="add_signatory"),
    path("territoires/<slug:slug>/signataires/proposes/", ctg.add_proposed, name="add_proposed"),
    path("territoires/<slug:slug>/signataires/convention/", ctg.dates, name="ctg_dates"),
    path("territoires/<slug:slug>/signataires/<uuid:signatory_id>/", ctg.signatory, name="signatory"),
    path(
        "territoires/<slug:slug>/signataires/<uuid:signatory_id>/revenir/",
        ctg.bring_back,
        name="bring_back",
    ),
    path(
        "territoires/<slug:slug>/signataires/<uuid:signatory_id>/<slug:move>/",
        ctg.move_signatory,
        name="move_signatory",
    ),
    path("territoires/<slug:slug>/competences/", places.competences, name="competences"),
    path("territoires/<slug:slug>/competences/<str:code>/", places.commune, name="commune_competences"),
    path("territoires/<slug:slug>/annuaire/", places.directory, name="directory"),
    path(
        "territoires/<slug:slug>/annuaire/organisations/ajouter/",
        places.organisation,
        name="add_organisation",
    ),
    path(
        "territoires/<slug:slug>/annuaire/organisations/<uuid:organisation_id>/",
        places.organisation,
        name="organisation",
    ),
    path("territoires/<slug:slug>/annuaire/lieux/ajouter/", places.venue, name="add_venue"),
    path("territoires/<slug:slug>/annuaire/lieux/<uuid:venue_id>/", places.venue, name="venue"),
]
