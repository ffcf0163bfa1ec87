from django.urls import URLPattern, URLResolver, path, re_path

from jalons.operations.views import dossier, hall, rehearsal

app_name = "operations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("territoires/<slug:slug>/dossier/", dossier.dossier, name="dossier"),
    path("territoires/<slug:slug>/dossier/emettre/", dossier.issue, name="issue_dossier"),
    path("territoires/<slug:slug>/dossier/archive/", dossier.export, name="export_dossier"),
    re_path(
        r"^territoires/(?P<slug>[-\w]+)/dossier/(?P<document_id>[0-9a-f-]{36})\.(?P<kind>pdf|docx)$",
        dossier.download,
        name="download_dossier",
    ),
    path("territoires/<slug:slug>/salle-sans-internet/", hall.hall, name="hall"),
    path("territoires/<slug:slug>/salle-sans-internet/preparer/", hall.prepare, name="prepare_hall"),
    path("salle/entrer/", hall.entrance, name="hall_entrance"),
    path("seances/<uuid:step_id>/repetition/", rehearsal.rehearsal, name="rehearsal"),
    path("administration/importer-un-dossier/", dossier.import_page, name="import"),
]
