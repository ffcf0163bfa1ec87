"""Settings of an OpenID Connect identity provider, ProConnect for instance."""

from typing import Any
from urllib.parse import urlsplit


def openid_connect(*, url: str, client_id: str, secret: str, name: str, scope: list[str]) -> dict[str, Any]:
    """The providers that allauth reads: one, or none when no address is configured.

    `url` is the issuer's address; its `/.well-known/openid-configuration` is read at each sign-in.
    Raises ValueError, in French for the operator, when the address comes without its identifiers.
    """
    if not url:
        return {}
    if not client_id or not secret:
        raise ValueError(
            "JALONS_OIDC_URL est renseignée : donnez aussi JALONS_OIDC_CLIENT_ID et JALONS_OIDC_SECRET."
        )
    app = {
        "provider_id": "identite",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {
            "server_url": url,
            "oauth_pkce_enabled": True,
            "scope": scope,
            "verified_email": True,  # ProConnect's addresses are the employer's: it never says so itself
        },
    }
    return {"openid_connect": {"APPS": [app]}}


def origin(url: str) -> list[str]:
    """The origin that a sign-in form may lead to, for the Content-Security-Policy; empty without provider."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if url else []
