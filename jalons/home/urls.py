from django.urls import URLPattern, URLResolver, path

from jalons.home import views

app_name = "home"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.landing, name="landing"),
    path("mes-territoires/", views.mine, name="mine"),
    path("territoires/<slug:slug>/", views.territory, name="territory"),
    path("mentions-legales/", views.legal, name="legal"),
    path("donnees-personnelles/", views.privacy, name="privacy"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("aide/", views.help_page, name="help"),
    path("composants/", views.components, name="components"),
    path("apparence/", views.theme, name="theme"),
]
