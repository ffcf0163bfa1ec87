from typing import Any, NoReturn

from django.db import models

from jalons.core.models import Entity


class ImmutableDocumentError(Exception):
    """An issued document is never changed: issue another that supersedes it."""


class NumberSeries(Entity):
    """The counter of one series and year, locked while a number is taken (rule 30)."""

    code = models.CharField("série", max_length=40)
    year = models.PositiveSmallIntegerField("année")
    last_number = models.PositiveIntegerField("dernier numéro", default=0)

    class Meta:
        verbose_name = "série de numéros"
        verbose_name_plural = "séries de numéros"
        constraints = [models.UniqueConstraint(name="number_series_once", fields=["code", "year"])]


class IssuedDocument(Entity):
    """A paper that left the house: numbered without gaps by series and year, hashed, immutable."""

    series = models.CharField("série", max_length=40)
    year = models.PositiveSmallIntegerField("année")
    number = models.PositiveIntegerField("numéro")
    title = models.CharField("titre", max_length=200)
    tree = models.JSONField("contenu")
    template_version = models.CharField("version du modèle", max_length=20)
    pdf = models.BinaryField("PDF")
    docx = models.BinaryField("DOCX")
    pdf_sha256 = models.CharField("empreinte du PDF", max_length=64)
    docx_sha256 = models.CharField("empreinte du DOCX", max_length=64)
    initiative_id = models.UUIDField("démarche", null=True, blank=True)
    mission_id = models.UUIDField("mission", null=True, blank=True)
    issued_by = models.CharField("émis par", max_length=120)
    issued_at = models.DateTimeField("émis le")
    supersedes = models.OneToOneField(
        "self",
        verbose_name="remplace",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
    )

    class Meta:
        verbose_name = "document émis"
        verbose_name_plural = "documents émis"
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(name="document_number_once", fields=["series", "year", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}-{self.number:03d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableDocumentError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ImmutableDocumentError
