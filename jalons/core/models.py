from django.db import models

from jalons.core.ids import new_id
from jalons.core.live.models import OutboxEvent, Presence

__all__ = ["Entity", "OutboxEvent", "Presence"]


class Entity(models.Model):
    """Base of every model: a UUIDv7 and two moments."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField("créé le", auto_now_add=True)
    updated_at = models.DateTimeField("modifié le", auto_now=True)

    class Meta:
        abstract = True
