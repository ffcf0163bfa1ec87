from django.urls import URLPattern, URLResolver, path

from jalons.pathways.views import chemins, links, nodes, sheets, simplifying

app_name = "pathways"
urlpatterns: list[URLPattern | URLResolver] = [
    path("territoires/<slug:slug>/chemins/", chemins.index, name="index"),
    path("territoires/<slug:slug>/chemins/ouvrir/", chemins.open_all, name="open_all"),
    path("chemins/<uuid:pathway_id>/", chemins.show, name="pathway"),
    path("chemins/<uuid:pathway_id>/affiche/", chemins.poster, name="poster"),
    path("chemins/<uuid:pathway_id>/dessin.svg", chemins.svg, name="svg"),
    path("chemins/<uuid:pathway_id>/versions/", chemins.version_list, name="versions"),
    path("chemins/<uuid:pathway_id>/versions/<int:number>/", chemins.version, name="version"),
    path("chemins/<uuid:pathway_id>/alleger/", simplifying.show, name="simplify"),
    path("chemins/<uuid:pathway_id>/alleger/accepter/", simplifying.accept, name="accept"),
    path("chemins/<uuid:pathway_id>/alleger/laisser/", simplifying.refuse, name="refuse"),
    path(
        "chemins/<uuid:pathway_id>/alleger/<uuid:answer_id>/revoir/",
        simplifying.reconsider,
        name="reconsider",
    ),
    path("chemins/<uuid:pathway_id>/simplifier/", chemins.freeze, name="freeze"),
    path("chemins/<uuid:pathway_id>/reprendre/", chemins.reopen, name="reopen"),
    path("chemins/<uuid:pathway_id>/ranger/", chemins.tidy, name="tidy"),
    path("chemins/<uuid:pathway_id>/gestes/<uuid:edit_id>/annuler/", chemins.undo, name="undo"),
    path("chemins/<uuid:pathway_id>/elements/nouveau/", nodes.add, name="add"),
    path("chemins/<uuid:pathway_id>/elements/placer/", nodes.place, name="place"),
    path("chemins/<uuid:pathway_id>/elements/<uuid:node_id>/", nodes.edit, name="node"),
    path("chemins/<uuid:pathway_id>/elements/<uuid:node_id>/retirer/", nodes.remove, name="remove"),
    path("chemins/<uuid:pathway_id>/elements/<uuid:node_id>/fondre/", nodes.merge, name="merge"),
    path("chemins/<uuid:pathway_id>/elements/<uuid:node_id>/paroles/", nodes.attach, name="attach"),
    path("chemins/<uuid:pathway_id>/liens/nouveau/", links.connect, name="connect"),
    path("liens/<uuid:link_id>/", links.edit, name="link"),
    path("liens/<uuid:link_id>/couper/", links.cut, name="cut"),
    path("liens/<uuid:link_id>/apprendre/", links.learn, name="learn"),
    path("liens/<uuid:link_id>/reviser/", links.revise, name="revise"),
    path("territoires/<slug:slug>/actions/", sheets.index, name="actions"),
    path("territoires/<slug:slug>/actions/nouvelle/", sheets.create, name="action_new"),
    path("actions/<uuid:sheet_id>/", sheets.show, name="action"),
    path("actions/<uuid:sheet_id>/modifier/", sheets.edit, name="action_edit"),
    path("actions/<uuid:sheet_id>/etat/", sheets.set_status, name="action_status"),
    path("actions/<uuid:sheet_id>/hors-chemin/", sheets.leave_off_path, name="action_off_path"),
]
