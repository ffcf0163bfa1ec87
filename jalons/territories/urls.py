from django.urls import URLPattern, URLResolver, path

from jalons.territories import views

app_name = "territories"
urlpatterns: list[URLPattern | URLResolver] = [
    path("territoires-officiels/", views.search, name="search"),
    path("territoires-officiels/<slug:siren>/", views.detail, name="detail"),
]
