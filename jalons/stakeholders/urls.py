from django.urls import URLPattern, URLResolver, path

from jalons.stakeholders import views

app_name = "stakeholders"
_ACTORS = "territoires/<slug:slug>/acteurs/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(_ACTORS, views.actors, name="actors"),
    path(_ACTORS + "ajouter/", views.add, name="add"),
    path(_ACTORS + "coller/", views.paste, name="paste"),
    path(_ACTORS + "mobiliser/", views.mobilise, name="mobilise"),
    path(_ACTORS + "appeler/", views.call, name="call"),
    path(_ACTORS + "invitations/<uuid:step_id>/", views.letters, name="letters"),
    path(_ACTORS + "invitations/<uuid:step_id>/parties/", views.mark_invited, name="mark_invited"),
    path(_ACTORS + "<uuid:actor_id>/", views.actor, name="actor"),
    path(_ACTORS + "<uuid:actor_id>/retirer/", views.archive, name="archive"),
    path(_ACTORS + "<uuid:actor_id>/remettre/", views.restore, name="restore"),
]
