from django.urls import URLPattern, URLResolver, path

from jalons.indicators.views import compose, data, group, portrait, restitution

app_name = "indicators"
BASE = "territoires/<slug:slug>/portrait/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(BASE, portrait.portrait, name="portrait"),
    path(f"{BASE}communes/", portrait.by_commune, name="communes"),
    path(f"{BASE}tableaux/", portrait.all_tables, name="tables"),
    path(f"{BASE}methode/", portrait.method, name="method"),
    path(f"{BASE}chiffres.csv", portrait.spreadsheet, name="spreadsheet"),
    path(f"{BASE}chiffres.xlsx", restitution.spreadsheet, name="workbook"),
    path(f"{BASE}restitution/", restitution.index, name="restitution"),
    path(f"{BASE}restitution/<int:number>/", restitution.page, name="slide"),
    *(
        path(f"{BASE}restitution/faits.{form}", restitution.deck, {"form": form}, name=f"deck_{form}")
        for form in ("pdf", "pptx")
    ),
    *(
        path(f"{BASE}portrait.{form}", restitution.paper, {"form": form}, name=f"paper_{form}")
        for form in ("pdf", "docx")
    ),
    path(f"{BASE}calendrier/", data.calendar, name="calendar"),
    path(f"{BASE}donnees/", data.data, name="data"),
    path(f"{BASE}donnees/<uuid:run_id>/", data.data_import, name="data_import"),
    path(f"{BASE}donnees/<uuid:run_id>/importer/", data.start_import, name="start_import"),
    path(f"{BASE}donnees/<uuid:run_id>/oublier/", data.drop_import, name="drop_import"),
    path(f"{BASE}versions/<int:number>/", portrait.version, name="version"),
    path(f"{BASE}semblables/", group.similar, name="similar"),
    path(f"{BASE}semblables/changer/", group.change, name="change_group"),
    path(f"{BASE}semblables/chercher/", group.suggest, name="suggest_group"),
    path(f"{BASE}composer/", compose.compose, name="compose"),
    path(f"{BASE}composer/proposer/", compose.propose, name="propose"),
    path(f"{BASE}composer/ajouter/", compose.add, name="add"),
    path(f"{BASE}composer/figer/", compose.freeze, name="freeze"),
    path(f"{BASE}composer/<uuid:fact_id>/reecrire/", compose.reword, name="reword"),
    *(
        path(f"{BASE}composer/<uuid:fact_id>/{move}/", compose.decide, {"move": move}, name=f"fact_{move}")
        for move in compose.MOVES
    ),
]
