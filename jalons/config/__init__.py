"""Settings, root URLs, ASGI application."""
