from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jalons.core.models import Entity
from jalons.core.scope import Scope
from jalons.directory.enums import Category
from jalons.rooms.enums import RUNNING_STATES, Channel, Grouping, SequenceState, Tone


class ImmutableVerbatimError(Exception):
    """A verbatim is written once: a correction is another contribution (domain.md §10, rule 18)."""


class AppendOnlyError(Exception):
    """The trace of votes is written once and never changed."""


class Room(Entity):
    """The live side of one step: its joining code and what people see now."""

    step = models.OneToOneField(
        "initiatives.Step", verbose_name="séance", on_delete=models.CASCADE, related_name="room"
    )
    code = models.CharField("code pour rejoindre", max_length=8, unique=True)
    is_open = models.BooleanField("ouverte", default=False)
    opened_at = models.DateTimeField("ouverte le", null=True, blank=True)
    closed_at = models.DateTimeField("fermée le", null=True, blank=True)
    last_number = models.PositiveIntegerField("dernier numéro donné", default=0)
    message = models.CharField("message à l’écran", max_length=200, blank=True)
    erased_at = models.DateTimeField("identifiants effacés le", null=True, blank=True)
    last_move = models.JSONField("dernier geste, à annuler", default=dict, blank=True)

    class Meta:
        verbose_name = "salle"
        verbose_name_plural = "salles"
        constraints = [
            models.CheckConstraint(
                name="room_open_or_closed", condition=Q(is_open=False) | Q(closed_at__isnull=True)
            )
        ]

    def scope(self) -> Scope:
        return self.step.scope()


class Table(Entity):
    """A physical table of the room."""

    room = models.ForeignKey(Room, verbose_name="salle", on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField("numéro")
    name = models.CharField("nom", max_length=60, blank=True)
    seats = models.PositiveSmallIntegerField("personnes assises", null=True, blank=True)

    class Meta:
        verbose_name = "table"
        verbose_name_plural = "tables"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="table_number_once", fields=["room", "number"])]


class Ticket(Entity):
    """A voter ticket: a person-less token of one seat, device or paper ticket (architecture, identity)."""

    room = models.ForeignKey(Room, verbose_name="salle", on_delete=models.CASCADE, related_name="tickets")
    token = models.CharField("jeton", max_length=40, unique=True)
    table = models.ForeignKey(Table, verbose_name="table", null=True, blank=True, on_delete=models.SET_NULL)
    category = models.CharField("catégorie", max_length=20, choices=Category, blank=True)
    channel = models.CharField("canal", max_length=10, choices=Channel, default=Channel.PHONE)
    is_scribe = models.BooleanField("appareil qui note pour la table", default=False)

    class Meta:
        verbose_name = "ticket"
        verbose_name_plural = "tickets"


class Sequence(Entity):
    """A part of the runsheet (domain.md §5.6). Its kind says what people can do while it is open.

    Whether people may answer now follows from one function, `rooms.state.state`. In a room, one sequence
    at most runs at a time.
    """

    step = models.ForeignKey(
        "initiatives.Step", verbose_name="séance", on_delete=models.CASCADE, related_name="sequences"
    )
    position = models.PositiveSmallIntegerField("ordre")
    kind = models.CharField("type", max_length=30)
    title = models.CharField("titre", max_length=160)
    prompt = models.TextField("question posée", blank=True)
    intention = models.TextField("intention", blank=True)
    instructions = models.TextField("consigne", blank=True)
    method = models.CharField("méthode", max_length=120, blank=True)
    material = models.CharField("matériel", max_length=300, blank=True)
    animator = models.CharField("qui anime", max_length=120, blank=True)
    grouping = models.CharField("disposition", max_length=10, choices=Grouping, blank=True)
    expected = models.CharField("production attendue", max_length=200, blank=True)
    fallback = models.TextField("si le réseau manque", blank=True)
    notes = models.TextField("notes après coup", blank=True)
    minutes = models.PositiveSmallIntegerField("durée (min)")
    begins_half = models.BooleanField("commence la deuxième demi-journée", default=False)
    settings = models.JSONField("réglages", default=dict, blank=True)
    state = models.CharField("état", max_length=10, choices=SequenceState, default=SequenceState.PLANNED)
    opened_at = models.DateTimeField("ouverte le", null=True, blank=True)
    closes_at = models.DateTimeField("échéance", null=True, blank=True)
    closed_at = models.DateTimeField("close le", null=True, blank=True)
    paused_at = models.DateTimeField("mise en pause le", null=True, blank=True)
    is_revealed = models.BooleanField("résultat montré", default=False)

    class Meta:
        verbose_name = "séquence"
        verbose_name_plural = "séquences"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="sequence_position_once", fields=["step", "position"]),
            models.CheckConstraint(
                name="sequence_open_has_date",
                condition=Q(state__in=[SequenceState.PLANNED, SequenceState.SKIPPED])
                | Q(opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sequence_closed_has_date",
                condition=~Q(state__in=[SequenceState.CLOSED, SequenceState.SKIPPED])
                | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sequence_paused_has_date",
                condition=Q(state=SequenceState.PAUSED, paused_at__isnull=False)
                | (~Q(state=SequenceState.PAUSED) & Q(paused_at__isnull=True)),
            ),
            models.CheckConstraint(name="sequence_lasts", condition=Q(minutes__gte=1)),
            models.UniqueConstraint(
                name="sequence_begins_half_once", fields=["step"], condition=Q(begins_half=True)
            ),
            models.UniqueConstraint(
                name="sequence_running_once", fields=["step"], condition=Q(state__in=RUNNING_STATES)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def scope(self) -> Scope:
        return self.step.scope()


class Contribution(Entity):
    """What somebody said: the verbatim is immutable, a reworded version is another field (rule 18).

    The id is made by the client: a replay answers with the first receipt. No name, ever (rule 17).
    A correction by its author is a new contribution that `replaces` the first, which is withdrawn.
    """

    sequence = models.ForeignKey(
        Sequence, verbose_name="séquence", on_delete=models.PROTECT, related_name="contributions"
    )
    ticket = models.ForeignKey(
        Ticket, verbose_name="ticket", null=True, blank=True, on_delete=models.SET_NULL
    )
    table = models.ForeignKey(Table, verbose_name="table", null=True, blank=True, on_delete=models.SET_NULL)
    option = models.ForeignKey(
        "rooms.Option",
        verbose_name="à propos de",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contributions",
    )
    facet = models.CharField("facette", max_length=20, blank=True)  # what its kind tells apart, as « action »
    replaces = models.OneToOneField(
        "self",
        verbose_name="corrige",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
    )
    number = models.PositiveIntegerField("numéro")  # of the room: « Bien reçu, n° 57 »
    text = models.TextField("parole")
    reworded = models.TextField("reformulation", blank=True)
    category = models.CharField("catégorie", max_length=20, choices=Category, blank=True)
    commune = models.ForeignKey(
        "territories.Territory", verbose_name="commune", null=True, blank=True, on_delete=models.SET_NULL
    )
    tone = models.CharField("tonalité", max_length=10, choices=Tone, blank=True)
    year = models.PositiveSmallIntegerField("année de l’événement", null=True, blank=True)
    channel = models.CharField("canal", max_length=10, choices=Channel)
    happened_on = models.DateField("dite le")
    entered_at = models.DateTimeField("saisie le")
    entered_by = models.CharField("saisie par", max_length=120, blank=True)
    masked_at = models.DateTimeField("masquée le", null=True, blank=True)
    masked_reason = models.CharField("motif du masquage", max_length=200, blank=True)
    withdrawn_at = models.DateTimeField("retirée le", null=True, blank=True)
    room = models.ForeignKey(
        Room, verbose_name="salle", on_delete=models.PROTECT, related_name="contributions"
    )

    class Meta:
        verbose_name = "parole"
        verbose_name_plural = "paroles"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="contribution_number_once", fields=["room", "number"]),
            models.CheckConstraint(name="contribution_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="contribution_year_is_a_year",
                condition=Q(year__isnull=True) | Q(year__gte=1900, year__lte=2200),
            ),
            models.CheckConstraint(
                name="contribution_masked_with_reason",
                condition=Q(masked_at__isnull=True) | ~Q(masked_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        touches_text = kwargs.get("update_fields") is None or "text" in kwargs["update_fields"]
        if not self._state.adding and touches_text:
            written = type(self).objects.filter(pk=self.pk).values_list("text", flat=True).first()
            if written is not None and written != self.text:
                raise ImmutableVerbatimError
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        """Neither withdrawn by its author nor masked by moderation."""
        return self.masked_at is None and self.withdrawn_at is None

    @property
    def is_late_entry(self) -> bool:
        """Typed after the day it was said (domain.md §10, rule 25)."""
        return timezone.localdate(self.entered_at) > self.happened_on


class OptionQuerySet(models.QuerySet["Option"]):
    def shown(self) -> "OptionQuerySet":
        """Without the phrases whose word was put apart or taken back."""
        return self.filter(
            Q(word__isnull=True) | Q(word__masked_at__isnull=True, word__withdrawn_at__isnull=True)
        )


class Option(Entity):
    """What people vote on or answer. A higher area names its object by kind and id; `rooms` never does.

    `word` is the contribution of a participant who proposed it: shown as such (lessons, comhairle#1047),
    and hidden when that word is put apart or taken back.
    """

    sequence = models.ForeignKey(
        Sequence, verbose_name="séquence", on_delete=models.CASCADE, related_name="options"
    )
    subject_kind = models.CharField("type d’objet", max_length=40)
    subject_id = models.UUIDField("objet")
    label = models.CharField("libellé figé", max_length=400)
    position = models.PositiveSmallIntegerField("ordre")
    word = models.OneToOneField(
        Contribution,
        verbose_name="proposée par la parole",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="as_option",
    )

    objects = OptionQuerySet.as_manager()

    class Meta:
        verbose_name = "option"
        verbose_name_plural = "options"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="option_position_once", fields=["sequence", "position"])]


class Vote(Entity):
    """The last word of one ticket on one option and criterion. Counts come from these rows."""

    option = models.ForeignKey(Option, verbose_name="option", on_delete=models.PROTECT, related_name="votes")
    ticket = models.ForeignKey(Ticket, verbose_name="ticket", on_delete=models.PROTECT, related_name="votes")
    criterion = models.CharField("critère", max_length=40, blank=True)
    value = models.CharField("valeur", max_length=20)
    channel = models.CharField("canal", max_length=10, choices=Channel)

    class Meta:
        verbose_name = "vote"
        verbose_name_plural = "votes"
        constraints = [
            models.UniqueConstraint(name="vote_once_by_ticket", fields=["option", "ticket", "criterion"])
        ]


class VoteLog(Entity):
    """Every vote received, in order: append-only. `ballot` is the client's id, so a replay is seen."""

    ballot = models.UUIDField("bulletin")

    option = models.ForeignKey(Option, verbose_name="option", on_delete=models.PROTECT)
    ticket = models.ForeignKey(Ticket, verbose_name="ticket", on_delete=models.PROTECT)
    criterion = models.CharField("critère", max_length=40, blank=True)
    value = models.CharField("valeur", max_length=20)
    channel = models.CharField("canal", max_length=10, choices=Channel)

    class Meta:
        verbose_name = "trace de vote"
        verbose_name_plural = "traces de vote"
        constraints = [
            models.UniqueConstraint(name="vote_log_once_by_ballot", fields=["ballot", "option", "criterion"])
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError


class CommonAnswer(Entity):
    """What the group settles on after seeing its spread: an answer and its reason (domain.md §3.6).

    It is said and typed by people, never computed from the individual answers.
    """

    option = models.OneToOneField(
        Option, verbose_name="option", on_delete=models.PROTECT, related_name="common_answer"
    )
    value = models.CharField("valeur", max_length=20)
    reason = models.CharField("parce que", max_length=400)
    entered_by = models.CharField("saisie par", max_length=160)
    entered_at = models.DateTimeField("saisie le")

    class Meta:
        verbose_name = "réponse commune"
        verbose_name_plural = "réponses communes"
        constraints = [
            models.CheckConstraint(name="common_answer_with_reason", condition=~Q(reason="") & ~Q(value=""))
        ]


class TableWork(Entity):
    """What a table made during a sequence, and whether it said « c’est bien cela » (one a table)."""

    sequence = models.ForeignKey(
        Sequence, verbose_name="séquence", on_delete=models.PROTECT, related_name="table_works"
    )
    table = models.ForeignKey(Table, verbose_name="table", on_delete=models.PROTECT, related_name="works")
    validated_at = models.DateTimeField("validée par la table le", null=True, blank=True)

    class Meta:
        verbose_name = "travail de table"
        verbose_name_plural = "travaux de table"
        constraints = [models.UniqueConstraint(name="table_work_once", fields=["sequence", "table"])]


class TableGroup(Entity):
    """A heap of cards that a table made and named. The cards themselves are not touched."""

    work = models.ForeignKey(
        TableWork, verbose_name="travail", on_delete=models.CASCADE, related_name="groups"
    )
    title = models.CharField("nom du tas", max_length=120)
    position = models.PositiveSmallIntegerField("ordre")

    class Meta:
        verbose_name = "tas de cartes"
        verbose_name_plural = "tas de cartes"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="table_group_position_once", fields=["work", "position"]),
            models.CheckConstraint(name="table_group_named", condition=~Q(title="")),
        ]


class TableGroupCard(Entity):
    """A card in a heap. A table puts a card in one heap at most."""

    work = models.ForeignKey(
        TableWork, verbose_name="travail", on_delete=models.CASCADE, related_name="cards"
    )
    group = models.ForeignKey(TableGroup, verbose_name="tas", on_delete=models.CASCADE, related_name="cards")
    word = models.ForeignKey(
        Contribution, verbose_name="parole", on_delete=models.PROTECT, related_name="table_groups"
    )

    class Meta:
        verbose_name = "carte dans un tas"
        verbose_name_plural = "cartes dans un tas"
        constraints = [models.UniqueConstraint(name="table_group_card_once", fields=["work", "word"])]


class PaperGrid(Entity):
    """One paper vote grid with its number, typed by somebody and checked by somebody else (domain.md §5.5).

    The number is written on the sheet when it is typed: whoever checks takes the sheet by its number.
    """

    sequence = models.ForeignKey(
        Sequence, verbose_name="séquence", on_delete=models.PROTECT, related_name="paper_grids"
    )
    number = models.PositiveIntegerField("numéro de la grille")
    ticket = models.OneToOneField(
        Ticket, verbose_name="ticket", on_delete=models.PROTECT, related_name="paper_grid"
    )
    entered_by = models.CharField("saisie par", max_length=160)
    entered_by_id = models.UUIDField("compte de saisie", null=True, blank=True)
    entered_at = models.DateTimeField("saisie le")
    checked_by = models.CharField("relue par", max_length=160, blank=True)
    checked_at = models.DateTimeField("relue le", null=True, blank=True)
    corrections = models.PositiveSmallIntegerField("réponses corrigées à la relecture", default=0)

    class Meta:
        verbose_name = "grille sur papier"
        verbose_name_plural = "grilles sur papier"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="paper_grid_number_once", fields=["sequence", "number"]),
            models.CheckConstraint(
                name="paper_grid_checked_by_somebody",
                condition=Q(checked_at__isnull=True, checked_by="")
                | (Q(checked_at__isnull=False) & ~Q(checked_by="")),
            ),
        ]


class Photo(Entity):
    """A picture of a table's flip-chart: encoded again, without the data that a camera adds (rule 17).

    It is kept in the database, as issued papers are: one place to back up, one permission to pass.
    """

    room = models.ForeignKey(Room, verbose_name="salle", on_delete=models.CASCADE, related_name="photos")
    table = models.ForeignKey(
        Table, verbose_name="table", null=True, blank=True, on_delete=models.PROTECT, related_name="photos"
    )
    sequence = models.ForeignKey(
        Sequence,
        verbose_name="séquence",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="photos",
    )
    description = models.CharField("ce qu’on y lit", max_length=400)
    image = models.BinaryField("image")
    width = models.PositiveIntegerField("largeur")
    height = models.PositiveIntegerField("hauteur")
    entered_by = models.CharField("ajoutée par", max_length=160)
    entered_at = models.DateTimeField("ajoutée le")

    class Meta:
        verbose_name = "photo de paperboard"
        verbose_name_plural = "photos de paperboard"
        ordering = ["entered_at"]
        constraints = [
            models.CheckConstraint(
                name="photo_described", condition=~Q(description="") & Q(width__gte=1, height__gte=1)
            )
        ]
