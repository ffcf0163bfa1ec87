from typing import Any, Self

from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.decisions.enums import ConsentState
from jalons.decisions.models.consent import ConsentProcess


class FrozenTextError(Exception):
    """A version that people have heard is written once (domain.md §4.4). Always a programming error."""


class ProposalVersion(Entity):
    """One text of a proposal. Once presented it never changes: here, and by a trigger of the database."""

    process = models.ForeignKey(
        ConsentProcess, verbose_name="décision", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField("version")
    text = models.TextField("texte")
    easy_text = models.TextField("version facile à lire", blank=True)
    author = models.CharField("écrite par", max_length=160)
    reason = models.TextField("ce que cette version change", blank=True)
    presented_at = models.DateTimeField("présentée le", null=True, blank=True)
    content_hash = models.CharField("empreinte", max_length=64, blank=True)

    class Meta:
        verbose_name = "version d’une proposition"
        verbose_name_plural = "versions d’une proposition"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="proposal_version_number_once", fields=["process", "number"]),
            models.UniqueConstraint(
                name="one_unheard_version",
                fields=["process"],
                condition=Q(presented_at__isnull=True),
            ),
            models.CheckConstraint(name="proposal_version_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="proposal_version_presented_is_hashed",
                condition=Q(presented_at__isnull=True, content_hash="")
                | Q(presented_at__isnull=False) & ~Q(content_hash=""),
            ),
            models.CheckConstraint(
                name="proposal_amendment_has_reason", condition=Q(number=1) | ~Q(reason="")
            ),
        ]

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        loaded = super().from_db(*args, **kwargs)
        seen = loaded.__dict__
        loaded.__dict__["_heard"] = (
            (seen.get("text"), seen.get("easy_text")) if seen.get("presented_at") else None
        )
        return loaded

    def save(self, *args: Any, **kwargs: Any) -> None:
        heard = getattr(self, "_heard", None)
        if heard is not None and heard != (self.text, self.easy_text):
            raise FrozenTextError
        super().save(*args, **kwargs)
        self._heard = (self.text, self.easy_text) if self.presented_at else None


class ConsentRound(Entity):
    """One round held on one version (domain.md §4.2)."""

    process = models.ForeignKey(
        ConsentProcess, verbose_name="décision", on_delete=models.CASCADE, related_name="rounds"
    )
    number = models.PositiveSmallIntegerField("numéro")
    state = models.CharField("tour", max_length=20, choices=ConsentState)
    version = models.PositiveSmallIntegerField("version")
    opened_at = models.DateTimeField("ouvert le")
    closed_at = models.DateTimeField("clos le", null=True, blank=True)

    class Meta:
        verbose_name = "tour"
        verbose_name_plural = "tours"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="consent_round_number_once", fields=["process", "number"]),
            models.UniqueConstraint(
                name="one_open_consent_round", fields=["process"], condition=Q(closed_at__isnull=True)
            ),
        ]
