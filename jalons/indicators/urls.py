from django.urls import URLPattern, URLResolver, path

from jalons.indicators.views import compose, group, portrait

app_name = "indicators"
BASE = "territoires/<slug:slug>/portrait/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(BASE, portrait.portrait, name="portrait"),
    path(f"{BASE}communes/", portrait.by_commune, name="communes"),
    path(f"{BASE}tableaux/", portrait.all_tables, name="tables"),
    path(f"{BASE}methode/", portrait.method, name="method"),
    path(f"{BASE}chiffres.csv", portrait.spreadsheet, name="spreadsheet"),
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
