from django.urls import URLPattern, URLResolver, path

from jalons.workshops import views

app_name = "workshops"
urlpatterns: list[URLPattern | URLResolver] = [
    path("seances/<uuid:step_id>/presences/", views.attendance, name="attendance"),
    path("seances/<uuid:step_id>/deroule-propose/", views.prepare, name="prepare"),
]
