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


class Presence(models.Model):
    """How many listeners of a topic one server process holds: a count, refreshed, never a list of people."""

    process = models.CharField("processus", max_length=40)
    topic = models.CharField("sujet", max_length=120)
    audience = models.CharField("public", max_length=20)
    count = models.PositiveIntegerField("à l’écoute")
    seen_at = models.DateTimeField("compté le")

    class Meta:
        verbose_name = "présence en direct"
        verbose_name_plural = "présences en direct"
        constraints = [
            models.UniqueConstraint(name="presence_once_by_process", fields=["process", "topic", "audience"])
        ]
