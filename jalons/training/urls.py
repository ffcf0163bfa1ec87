from django.urls import URLPattern, URLResolver, path

from jalons.training import views

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [
    path("missions/nouvelle/", views.create_mission, name="create_mission"),
    path("programmes/<slug:code>/", views.programme, name="programme"),
]
