"""Root URLs: one line an area, in French. The paths themselves stand in each area's urls.py."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jalons.home.urls")),
    path("", include("jalons.core.urls")),
    path("", include("jalons.accounts.urls")),
    path("", include("jalons.journal.urls")),
    path("", include("jalons.territories.urls")),
    path("", include("jalons.directory.urls")),
    path("", include("jalons.documents.urls")),
    path("", include("jalons.training.urls")),  # « missions/nouvelle/ » comes before « missions/<slug>/ »
    path("", include("jalons.initiatives.urls")),
    path("", include("jalons.indicators.urls")),
    path("", include("jalons.stakeholders.urls")),
    path("", include("jalons.rooms.urls")),
    path("", include("jalons.decisions.urls")),
    path("", include("jalons.workshops.urls")),
    path("", include("jalons.diagnosis.urls")),
    path("", include("jalons.changes.urls")),
    path("", include("jalons.pathways.urls")),
    path("", include("jalons.steering.urls")),
    path("", include("jalons.operations.urls")),
    path("", include("jalons.accounts.signin_urls")),
]

handler400 = "jalons.core.views.bad_request"
handler403 = "jalons.core.views.permission_denied"
handler404 = "jalons.core.views.not_found"
handler500 = "jalons.core.views.server_error"
