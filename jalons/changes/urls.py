from django.urls import URLPattern, URLResolver, path, re_path

from jalons.changes.views import actors, changes, choosing, ideal, papers, signing, trial, validation

app_name = "changes"
_T = "territoires/<slug:slug>/"
_T_RE = r"territoires/(?P<slug>[-\w]+)/"
_C = "changements/<uuid:change_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_T}futur-ideal/", ideal.ideal_future, name="ideal_future"),
    path(f"{_T}futur-ideal/projet/", ideal.write_draft, name="write_ideal"),
    path(f"{_T}futur-ideal/fragments/", ideal.choose_fragments, name="choose_fragments"),
    path(f"{_T}futur-ideal/consentement/", ideal.propose, name="propose_ideal"),
    path(f"{_T}changements/", changes.changes, name="changes"),
    path(f"{_T}changements/nouveau/", changes.write, name="write"),
    path(f"{_T}changements/fondre/", choosing.merge, name="merge"),
    path(f"{_T}changements/abaque/", choosing.put_to_abaque, name="abaque"),
    path(f"{_T}changements/consentement/", choosing.propose_together, name="propose_together"),
    path(f"{_T}changements/acteurs/", actors.actors, name="actors"),
    path(f"{_C}", changes.change, name="change"),
    path(f"{_C}modifier/", changes.edit, name="edit"),
    path(f"{_C}retenir/", choosing.retain, name="retain"),
    path(f"{_C}rendre/", choosing.release, name="release"),
    path(f"{_C}ecarter/", choosing.put_aside, name="put_aside"),
    path(f"{_C}reprendre/", choosing.take_back, name="take_back"),
    path(f"{_C}formulation/", choosing.keep_wording, name="keep_wording"),
    path(f"{_C}ranger/", choosing.move, name="move"),
    path(f"{_C}consentement/", choosing.propose_one, name="propose_one"),
    path(f"{_C}acteurs/", actors.call, name="call"),
    path("changements/acteurs/<uuid:call_id>/defaire/", actors.release, name="release_actor"),
    path("seances/<uuid:step_id>/formulation/", trial.try_wording, name="try_wording"),
    path(f"{_T}validation/", validation.validation, name="validation"),
    path(f"{_T}validation/soumettre/", validation.submit, name="submit"),
    path(f"{_T}validation/version-<int:number>/", validation.change_set, name="change_set"),
    path(f"{_T}validation/version-<int:number>/liens/", validation.send_links, name="send_links"),
    path(f"{_T}validation/version-<int:number>/solliciter/", validation.ask_missing, name="ask_missing"),
    path(f"{_T}validation/<uuid:validation_id>/", validation.record, name="record"),
    re_path(
        rf"^{_T_RE}validation/(?P<validation_id>[0-9a-f-]{{36}})/(?P<paper>courrier|deliberation)\.(?P<kind>docx|pdf)$",
        papers.paper,
        name="paper",
    ),
    path(f"{_T}validation/<uuid:validation_id>/confirmer/", validation.confirm, name="confirm"),
    path("v/<str:token>/", signing.sign, name="sign"),
    re_path(
        r"^v/(?P<token>[\w-]+)/(?P<paper>courrier|deliberation)\.(?P<kind>docx|pdf)$",
        papers.own_paper,
        name="own_paper",
    ),
]
