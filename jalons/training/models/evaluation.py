"""Evaluations at four moments, complaints, and what is improved (domain.md §6.3)."""

from django.db import models
from django.db.models import F, Q

from jalons.core.models import Entity
from jalons.training.enums import AssessedBy, ComplaintSource, Mastery, Moment


class EvaluationSequence(Entity):
    """A questionnaire of a moment is a sequence of the room engine: phones, tablets and paper alike.

    `part` tells what it asks: objectives, satisfaction, words. Answers carry no name (rule 17).
    """

    mission = models.ForeignKey(
        "initiatives.Mission",
        verbose_name="mission",
        on_delete=models.CASCADE,
        related_name="evaluation_sequences",
    )
    moment = models.CharField("moment", max_length=8, choices=Moment)
    part = models.CharField("partie", max_length=16)
    sequence = models.OneToOneField(
        "rooms.Sequence",
        verbose_name="séquence",
        on_delete=models.CASCADE,
        related_name="training_evaluation",
    )

    class Meta:
        verbose_name = "questionnaire d’évaluation"
        verbose_name_plural = "questionnaires d’évaluation"
        ordering = ["created_at", "id"]


class ObjectiveAssessment(Entity):
    """Where a trainee stands on one objective during the training. One row a person, objective and author."""

    enrolment = models.ForeignKey(
        "training.Enrolment", verbose_name="stagiaire", on_delete=models.CASCADE, related_name="assessments"
    )
    objective = models.PositiveSmallIntegerField("objectif")  # its rank in the programme, from 1
    label = models.CharField("libellé figé", max_length=300)
    mastery = models.CharField("niveau", max_length=12, choices=Mastery)
    assessed_by = models.CharField("par", max_length=8, choices=AssessedBy)
    author = models.CharField("auteur", max_length=120)
    assessed_on = models.DateField("le")

    class Meta:
        verbose_name = "appréciation d’un objectif"
        verbose_name_plural = "appréciations d’objectifs"
        ordering = ["enrolment_id", "objective"]
        constraints = [
            models.UniqueConstraint(name="assessment_once", fields=["enrolment", "objective", "assessed_by"]),
        ]


class OralNotes(Entity):
    """What the group said aloud at the end: notes without names."""

    mission = models.ForeignKey(
        "initiatives.Mission", verbose_name="mission", on_delete=models.CASCADE, related_name="oral_notes"
    )
    held_on = models.DateField("le")
    text = models.TextField("notes")
    written_by = models.CharField("notées par", max_length=120)

    class Meta:
        verbose_name = "bilan oral"
        verbose_name_plural = "bilans oraux"
        ordering = ["held_on", "id"]


class ColdEvaluation(Entity):
    """The later evaluation is made with a tool of the Caf: tracked, imported, never computed (rule 13)."""

    mission = models.OneToOneField(
        "initiatives.Mission",
        verbose_name="mission",
        on_delete=models.CASCADE,
        related_name="cold_evaluation",
    )
    planned_on = models.DateField("prévue le")
    sent_on = models.DateField("envoyée le", null=True, blank=True)
    done_on = models.DateField("faite le", null=True, blank=True)
    synthesis = models.TextField("synthèse reçue", blank=True)
    attachment_name = models.CharField("nom du fichier", max_length=160, blank=True)
    attachment = models.BinaryField("fichier", null=True, blank=True)

    class Meta:
        verbose_name = "évaluation à froid"
        verbose_name_plural = "évaluations à froid"
        constraints = [
            models.CheckConstraint(
                name="cold_evaluation_done_after_sent",
                condition=Q(done_on__isnull=True) | Q(sent_on__isnull=False),
            ),
        ]


class Complaint(Entity):
    """A complaint: from whom, about what, answered when, what was done (domain.md §6.3)."""

    mission = models.ForeignKey(
        "initiatives.Mission", verbose_name="mission", on_delete=models.CASCADE, related_name="complaints"
    )
    received_on = models.DateField("reçue le")
    source = models.CharField("de la part de", max_length=10, choices=ComplaintSource)
    sender = models.CharField("nom", max_length=160, blank=True)
    subject = models.CharField("objet", max_length=200)
    description = models.TextField("ce qui est dit", blank=True)
    due_on = models.DateField("réponse attendue le")
    answered_on = models.DateField("répondue le", null=True, blank=True)
    answer = models.TextField("réponse", blank=True)
    action = models.TextField("ce qui est fait", blank=True)
    closed_on = models.DateField("close le", null=True, blank=True)

    class Meta:
        verbose_name = "réclamation"
        verbose_name_plural = "réclamations"
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="complaint_due_after_received", condition=Q(due_on__gte=F("received_on"))
            ),
            models.CheckConstraint(
                name="complaint_closed_after_answer",
                condition=Q(closed_on__isnull=True) | Q(answered_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class ImprovementAction(Entity):
    """What will be done better, by whom, until when (domain.md §6.1, indicator 32)."""

    mission = models.ForeignKey(
        "initiatives.Mission", verbose_name="mission", on_delete=models.CASCADE, related_name="improvements"
    )
    complaint = models.ForeignKey(
        Complaint,
        verbose_name="réclamation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="improvements",
    )
    origin = models.CharField("vient de", max_length=160)
    what = models.TextField("ce que l’on va faire")
    who = models.CharField("qui s’en charge", max_length=160)
    due_on = models.DateField("pour le")
    done_on = models.DateField("fait le", null=True, blank=True)
    result = models.TextField("résultat", blank=True)

    class Meta:
        verbose_name = "action d’amélioration"
        verbose_name_plural = "actions d’amélioration"
        ordering = ["due_on", "id"]
