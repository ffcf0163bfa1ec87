"""What is sent and what agendas read."""

from django.db import models

from jalons.core.models import Entity
from jalons.training.enums import ReminderKind


class Reminder(Entity):
    """A reminder that left, once a person, session and kind: running the job again sends nothing twice."""

    step = models.ForeignKey(
        "initiatives.Step", verbose_name="séance", on_delete=models.CASCADE, related_name="reminders"
    )
    person = models.ForeignKey("directory.Person", verbose_name="personne", on_delete=models.CASCADE)
    kind = models.CharField("rappel", max_length=12, choices=ReminderKind)
    sent_at = models.DateTimeField("envoyé le")

    class Meta:
        verbose_name = "rappel"
        verbose_name_plural = "rappels"
        constraints = [models.UniqueConstraint(name="reminder_once", fields=["step", "person", "kind"])]


class CalendarFeed(Entity):
    """The secret address of one account's calendar, for agendas that cannot sign in. Renewed, it changes."""

    user = models.OneToOneField(
        "accounts.User", verbose_name="compte", on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.CharField("empreinte du lien", max_length=64, unique=True)

    class Meta:
        verbose_name = "agenda abonné"
        verbose_name_plural = "agendas abonnés"
