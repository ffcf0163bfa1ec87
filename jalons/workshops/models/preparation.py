from django.db import models
from django.db.models import Q

from jalons.core.models import Entity


class PreparationSheet(Entity):
    """What a preparation day sets: where one meets from afar, how the next table will gather feelings.

    Its agenda is its own run (`rooms.Sequence`), its minutes and decisions are those of its step.
    """

    step = models.OneToOneField(
        "initiatives.Step", verbose_name="préparation", on_delete=models.CASCADE, related_name="sheet"
    )
    meeting_url = models.URLField("adresse de la réunion à distance", max_length=300, blank=True)
    feelings = models.TextField("comment les ressentis seront recueillis", blank=True)

    class Meta:
        verbose_name = "feuille de préparation"
        verbose_name_plural = "feuilles de préparation"


class PreparationTask(Entity):
    """Who prepares what, and for when. The person is of the team, or somebody written in words."""

    step = models.ForeignKey(
        "initiatives.Step", verbose_name="préparation", on_delete=models.CASCADE, related_name="tasks"
    )
    title = models.CharField("à faire", max_length=200)
    person = models.ForeignKey(
        "directory.Person", verbose_name="qui", null=True, blank=True, on_delete=models.SET_NULL
    )
    who = models.CharField("qui d’autre", max_length=120, blank=True)
    due_on = models.DateField("pour le", null=True, blank=True)
    done_at = models.DateTimeField("fait le", null=True, blank=True)
    done_by = models.CharField("fait par", max_length=160, blank=True)

    class Meta:
        verbose_name = "tâche de préparation"
        verbose_name_plural = "tâches de préparation"
        ordering = ["due_on", "created_at"]
        constraints = [
            models.CheckConstraint(name="task_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="task_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by="") | Q(done_at__isnull=False) & ~Q(done_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def whose(self) -> str:
        """The name of who does it, empty when nobody is named yet."""
        return self.person.name if self.person else self.who


class PreparationCheck(Entity):
    """A line of the checklist that no data tells: somebody says it is done."""

    step = models.ForeignKey(
        "initiatives.Step", verbose_name="préparation", on_delete=models.CASCADE, related_name="checks"
    )
    key = models.CharField("ligne", max_length=40)
    checked_by = models.CharField("cochée par", max_length=160)

    class Meta:
        verbose_name = "ligne cochée"
        verbose_name_plural = "lignes cochées"
        constraints = [models.UniqueConstraint(name="check_once", fields=["step", "key"])]
