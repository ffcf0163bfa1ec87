from django.urls import URLPattern, URLResolver, path

from jalons.training.views import catalogue, missions

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [
    path("missions/nouvelle/", missions.create_mission, name="create_mission"),
    path("programmes/", catalogue.listing, name="catalogue"),
    path("programmes/<slug:code>/", catalogue.programme, name="programme"),
    path("programmes/<slug:code>/fiche.pdf", catalogue.programme_pdf, name="programme_pdf"),
    path("programmes/<slug:code>/demander/", catalogue.ask, name="ask"),
    path("formations/catalogue/", catalogue.manage, name="manage_catalogue"),
    path("formations/catalogue/<slug:code>/version/", catalogue.new_version, name="new_version"),
    path("formations/fiches/<uuid:programme_id>/", catalogue.edit, name="edit_programme"),
    path("formations/fiches/<uuid:programme_id>/publier/", catalogue.publish, name="publish_programme"),
    path("formations/fiches/<uuid:programme_id>/jours/<uuid:day_id>/", catalogue.edit_day, name="edit_day"),
    path("formations/demandes/", catalogue.requests_page, name="requests"),
    path("formations/demandes/<uuid:request_id>/", catalogue.answer, name="answer_request"),
]
