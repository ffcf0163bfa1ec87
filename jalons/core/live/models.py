from django.db import models


class OutboxEvent(models.Model):
    """One event of a topic, written in the transaction that caused it. `seq` is the replay cursor."""

    seq = models.BigAutoField(primary_key=True)
    topic = models.CharField("sujet", max_length=120)
    kind = models.CharField("type", max_length=60)
    payload = models.JSONField("contenu", default=dict)
    created_at = models.DateTimeField("créé le", auto_now_add=True)

    class Meta:
        verbose_name = "événement en direct"
        verbose_name_plural = "événements en direct"
        indexes = [models.Index(fields=["topic", "seq"])]
