from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What every page may say: whether this is the demonstration."""
    return {"is_demo": settings.DEMO}
