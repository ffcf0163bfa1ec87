"""People on their way to a training: requests, enrolments, adaptations."""

from django.db import models
from django.db.models import F, Q

from jalons.core.models import Entity
from jalons.training.enums import (
    AccessPath,
    AccessStatus,
    AdaptationStatus,
    CheckConclusion,
    CheckMode,
    EnrolmentStatus,
)


class AccessRequest(Entity):
    """Somebody asks for a training; a clock runs until the answer (domain.md §6.4)."""

    programme = models.ForeignKey(
        "training.Programme",
        verbose_name="programme",
        on_delete=models.PROTECT,
        related_name="access_requests",
    )
    mission = models.ForeignKey(
        "initiatives.Mission",
        verbose_name="mission",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="access_requests",
    )
    organisation_name = models.CharField("organisme", max_length=200)
    contact_name = models.CharField("nom", max_length=120)
    email = models.EmailField("adresse électronique")
    phone = models.CharField("téléphone", max_length=30, blank=True)
    message = models.TextField("demande", blank=True)
    path = models.CharField("voie", max_length=12, choices=AccessPath, default=AccessPath.DIRECT)
    received_on = models.DateField("reçue le")
    due_on = models.DateField("réponse attendue le")
    answered_on = models.DateField("répondue le", null=True, blank=True)
    answer = models.TextField("réponse", blank=True)
    status = models.CharField("état", max_length=10, choices=AccessStatus, default=AccessStatus.OPEN)

    class Meta:
        verbose_name = "demande d’accès"
        verbose_name_plural = "demandes d’accès"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="access_request_due_after_received", condition=Q(due_on__gte=F("received_on"))
            ),
            models.CheckConstraint(
                name="access_request_answer_dated",
                condition=Q(status=AccessStatus.OPEN, answered_on__isnull=True)
                | (~Q(status=AccessStatus.OPEN) & Q(answered_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_name}, {self.contact_name}"


class Enrolment(Entity):
    """A trainee of a mission. Accepted needs a conclusion on the prerequisites (domain.md §9.2)."""

    mission = models.ForeignKey(
        "initiatives.Mission", verbose_name="mission", on_delete=models.CASCADE, related_name="enrolments"
    )
    person = models.ForeignKey(
        "directory.Person", verbose_name="stagiaire", on_delete=models.PROTECT, related_name="enrolments"
    )
    employer = models.CharField("employeur", max_length=200, blank=True)
    function = models.CharField("fonction", max_length=160, blank=True)
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="territoire suivi",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )  # None: the whole mission
    status = models.CharField(
        "état", max_length=10, choices=EnrolmentStatus, default=EnrolmentStatus.REQUESTED
    )
    requested_on = models.DateField("demandée le")
    check_mode = models.CharField("vérification", max_length=14, choices=CheckMode, blank=True)
    check_answers = models.TextField("réponses de la personne", blank=True)
    check_conclusion = models.CharField(
        "conclusion", max_length=12, choices=CheckConclusion, default=CheckConclusion.PENDING
    )
    check_note = models.TextField("besoins et niveau", blank=True)
    checked_by = models.CharField("vérifié par", max_length=120, blank=True)
    checked_on = models.DateField("vérifié le", null=True, blank=True)
    left_reason = models.CharField("motif", max_length=300, blank=True)

    class Meta:
        verbose_name = "inscription"
        verbose_name_plural = "inscriptions"
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(name="enrolment_once", fields=["mission", "person"]),
            models.CheckConstraint(
                name="enrolment_accepted_after_check",
                condition=~Q(status=EnrolmentStatus.ACCEPTED)
                | (~Q(check_conclusion=CheckConclusion.PENDING) & Q(checked_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="enrolment_left_with_reason",
                condition=~Q(status__in=[EnrolmentStatus.REFUSED, EnrolmentStatus.DROPPED])
                | ~Q(left_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    @property
    def is_accepted(self) -> bool:
        return self.status == EnrolmentStatus.ACCEPTED


class AdaptationRequest(Entity):
    """What a trainee needs to attend, and what is arranged: the adaptation, never the diagnosis (§6.4).

    Read by the handicap referent alone; the trainer reads `adaptation` and nothing else.
    """

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="inscription", on_delete=models.CASCADE, related_name="adaptation_requests"
    )
    need = models.TextField("ce dont la personne a besoin")
    adaptation = models.TextField("adaptation décidée", blank=True)
    status = models.CharField("état", max_length=10, choices=AdaptationStatus, default=AdaptationStatus.OPEN)
    asked_on = models.DateField("demandée le")
    decided_on = models.DateField("décidée le", null=True, blank=True)

    class Meta:
        verbose_name = "demande d’adaptation"
        verbose_name_plural = "demandes d’adaptation"
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="adaptation_decided_says_what",
                condition=~Q(status=AdaptationStatus.DECIDED)
                | (~Q(adaptation="") & Q(decided_on__isnull=False)),
            ),
        ]
