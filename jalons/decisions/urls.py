from django.urls import URLPattern, URLResolver, path, re_path

from jalons.decisions.views import objections, pages, remote, room, rounds

app_name = "decisions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("consentement/<uuid:consent_id>/", pages.consent, name="consent"),
    path("consentement/<uuid:consent_id>/textes/", pages.texts, name="texts"),
    re_path(
        r"^consentement/(?P<consent_id>[0-9a-f-]{36})/proces-verbal\.(?P<kind>pdf|docx)$",
        pages.record,
        name="record",
    ),
    path("consentement/<uuid:consent_id>/tour-suivant/", rounds.open_next, name="next"),
    path("consentement/<uuid:consent_id>/version/", rounds.amend, name="amend"),
    path("consentement/<uuid:consent_id>/regles/", rounds.set_rules, name="rules"),
    path("consentement/<uuid:consent_id>/retrait/", rounds.withdraw, name="withdraw"),
    path("consentement/<uuid:consent_id>/sortie/", rounds.leave, name="leave"),
    path("consentement/<uuid:consent_id>/reprise/", rounds.resume, name="resume"),
    path("consentement/<uuid:consent_id>/adoption/", rounds.adopt, name="adopt"),
    path("consentement/<uuid:consent_id>/paroles/", rounds.note, name="note"),
    path(
        "consentement/<uuid:consent_id>/voix/<uuid:voice_id>/pas-d-objection/",
        objections.no_objection,
        name="no_objection",
    ),
    path("consentement/<uuid:consent_id>/objections/nouvelle/", objections.raise_one, name="raise"),
    path("consentement/<uuid:consent_id>/objections/<int:number>/", objections.objection, name="objection"),
    path(
        "consentement/<uuid:consent_id>/objections/<int:number>/parce-que/",
        objections.complete,
        name="complete",
    ),
    path("consentement/<uuid:consent_id>/objections/<int:number>/test/", objections.test, name="test"),
    path("consentement/<uuid:consent_id>/objections/<int:number>/auteur/", objections.author, name="author"),
    path("consentement/<uuid:consent_id>/objections/<int:number>/piste/", objections.propose, name="propose"),
    path(
        "consentement/<uuid:consent_id>/objections/<int:number>/code/",
        objections.code_again,
        name="code_again",
    ),
    path("consentement/<uuid:consent_id>/projecteur/", pages.wall, name="wall"),
    path("consentement/a-distance/<str:token>/", remote.answer, name="remote"),
    path("consentement/<uuid:consent_id>/telephone/", room.answer, name="phone"),
]
