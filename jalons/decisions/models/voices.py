from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.decisions.enums import ObjectionKind, ObjectionStatus, Says, SpokenKind, VoiceKind
from jalons.decisions.models.consent import ConsentProcess


class ConsentVoice(Entity):
    """Who speaks in one decision, without a name (rule 17): a phone's ticket, a paper slip, a table.

    A person at a table is another voice than the table: nobody is outvoted by it (domain.md §4.5).
    `code_generation` changes when a lost author's code is given again (`decisions.codes`).
    """

    process = models.ForeignKey(
        ConsentProcess, verbose_name="décision", on_delete=models.CASCADE, related_name="voices"
    )
    kind = models.CharField("qui parle", max_length=10, choices=VoiceKind)
    label = models.CharField("présenté comme", max_length=80)
    table = models.ForeignKey(
        "rooms.Table", verbose_name="table", null=True, blank=True, on_delete=models.SET_NULL
    )
    ticket = models.ForeignKey(
        "rooms.Ticket", verbose_name="ticket", null=True, blank=True, on_delete=models.SET_NULL
    )
    is_expected = models.BooleanField("à entendre avant d’adopter", default=False)
    position = models.PositiveSmallIntegerField("ordre", default=0)
    code_generation = models.PositiveSmallIntegerField("code remis n°", default=1)

    class Meta:
        verbose_name = "voix"
        verbose_name_plural = "voix"
        ordering = ["position", "created_at"]
        constraints = [
            models.UniqueConstraint(
                name="consent_voice_once_a_ticket",
                fields=["process", "ticket"],
                condition=Q(ticket__isnull=False),
            ),
            models.UniqueConstraint(
                name="consent_voice_once_a_table",
                fields=["process", "label"],
                condition=Q(kind=VoiceKind.TABLE),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class ConsentAnswer(Entity):
    """The last word of one voice in one objection round."""

    process = models.ForeignKey(
        ConsentProcess, verbose_name="décision", on_delete=models.CASCADE, related_name="answers"
    )
    voice = models.ForeignKey(
        ConsentVoice, verbose_name="voix", on_delete=models.PROTECT, related_name="answers"
    )
    round = models.PositiveSmallIntegerField("tour")
    version = models.PositiveSmallIntegerField("version")
    says = models.CharField("réponse", max_length=14, choices=Says)
    at = models.DateTimeField("le")
    entered_by = models.CharField("saisie par", max_length=120, blank=True)

    class Meta:
        verbose_name = "réponse au tour des objections"
        verbose_name_plural = "réponses au tour des objections"
        constraints = [models.UniqueConstraint(name="consent_answer_once_a_round", fields=["voice", "round"])]


class RoundContribution(Entity):
    """A question and its answer, a reaction, a concern (domain.md §4.2, rounds 2, 3 and 9)."""

    process = models.ForeignKey(
        ConsentProcess, verbose_name="décision", on_delete=models.CASCADE, related_name="contributions"
    )
    voice = models.ForeignKey(ConsentVoice, verbose_name="voix", on_delete=models.PROTECT)
    kind = models.CharField("type", max_length=10, choices=SpokenKind)
    text = models.TextField("parole")
    answer = models.TextField("réponse", blank=True)
    version = models.PositiveSmallIntegerField("version")
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "parole d’un tour"
        verbose_name_plural = "paroles des tours"
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(name="round_contribution_says_something", condition=~Q(text="")),
            models.UniqueConstraint(
                name="one_reaction_a_voice",
                fields=["process", "voice"],
                condition=Q(kind=SpokenKind.REACTION),
            ),
        ]


class Objection(Entity):
    """A reason not to adopt as it is, that the group owes itself to work on (domain.md §4.3).

    Only its author withdraws it, lifts it or lets it become a concern. It is retained with an argument,
    its author's confirmation and the group's reason (rule 5).
    """

    process = models.ForeignKey(
        ConsentProcess, verbose_name="décision", on_delete=models.CASCADE, related_name="objections"
    )
    voice = models.ForeignKey(
        ConsentVoice, verbose_name="soulevée par", on_delete=models.PROTECT, related_name="objections"
    )
    number = models.PositiveSmallIntegerField("numéro")
    version = models.PositiveSmallIntegerField("sur la version")
    argument = models.TextField("parce que", blank=True)
    target = models.CharField("passage visé", max_length=300, blank=True)
    kind = models.CharField("ce qu’elle montre", max_length=14, choices=ObjectionKind, blank=True)
    status = models.CharField("état", max_length=10, choices=ObjectionStatus, default=ObjectionStatus.IN_TEST)
    is_confirmed = models.BooleanField("relue par son auteur", default=True)
    is_late = models.BooleanField("venue après l’adoption", default=False)
    test_reason = models.TextField("comment le groupe l’a testée", blank=True)
    not_retained_because = models.TextField("pourquoi le groupe ne la retient pas", blank=True)
    is_maintained = models.BooleanField("maintenue par son auteur", default=False)
    proposal = models.TextField("ce que l’on propose pour la lever", blank=True)
    resolved_by_version = models.PositiveSmallIntegerField("levée par la version", null=True, blank=True)
    resolution_note = models.TextField("mot de la fin", blank=True)
    resolved_at = models.DateTimeField("close le", null=True, blank=True)
    raised_at = models.DateTimeField("soulevée le")
    entered_by = models.CharField("saisie par", max_length=120, blank=True)

    class Meta:
        verbose_name = "objection"
        verbose_name_plural = "objections"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="objection_number_once", fields=["process", "number"]),
            models.CheckConstraint(
                name="objection_retained_is_argued",
                condition=~Q(status=ObjectionStatus.RETAINED)
                | Q(is_confirmed=True) & ~Q(argument="") & ~Q(test_reason="") & ~Q(kind=""),
            ),
            models.CheckConstraint(
                name="objection_lifted_by_a_version",
                condition=Q(status=ObjectionStatus.LIFTED, resolved_by_version__isnull=False)
                | ~Q(status=ObjectionStatus.LIFTED) & Q(resolved_by_version__isnull=True),
            ),
            models.CheckConstraint(
                name="objection_closed_has_date",
                condition=Q(
                    status__in=[ObjectionStatus.IN_TEST, ObjectionStatus.RETAINED], resolved_at__isnull=True
                )
                | Q(
                    status__in=[
                        ObjectionStatus.CONCERN,
                        ObjectionStatus.WITHDRAWN,
                        ObjectionStatus.LIFTED,
                    ],
                    resolved_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="objection_concern_has_the_groups_reason",
                condition=~Q(status=ObjectionStatus.CONCERN) | ~Q(not_retained_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.argument or "Objection à préciser"

    @property
    def is_open(self) -> bool:
        return self.status in {ObjectionStatus.IN_TEST, ObjectionStatus.RETAINED}
