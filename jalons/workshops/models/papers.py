from django.db import models
from django.db.models import Q

from jalons.core.models import Entity


class SeatCode(Entity):
    """The short code of a ticket, printed on a seat or shown on a phone: no name stands beside it.

    Before and during the table it lets a phone in, its seat known; later the same code answers
    « ce que votre parole est devenue ». Erasing the ticket erases the code, the words stay.
    """

    ticket = models.OneToOneField(
        "rooms.Ticket", verbose_name="ticket", on_delete=models.CASCADE, related_name="seat_code"
    )
    code = models.CharField("code", max_length=8, unique=True)
    seat = models.PositiveSmallIntegerField("place", null=True, blank=True)

    class Meta:
        verbose_name = "code de place"
        verbose_name_plural = "codes de place"
        constraints = [
            models.CheckConstraint(
                name="seat_code_eight_signs", condition=Q(code__regex=r"^[2-9A-HJ-NP-Z]{8}$")
            )
        ]

    @property
    def in_print(self) -> str:
        """« K7MP 2XQ4 »: two halves are easier to copy."""
        return f"{self.code[:4]} {self.code[4:]}"


class SessionReturn(Entity):
    """What a table brought, open to whoever holds its secret address: a poster at the mairie leads there.

    It shows regroupements and what became of them, never a verbatim: those need the ticket's own code.
    """

    step = models.OneToOneField(
        "initiatives.Step", verbose_name="table", on_delete=models.CASCADE, related_name="public_return"
    )
    token = models.CharField("adresse secrète", max_length=24, unique=True)
    message = models.TextField("mot de l’équipe", blank=True)
    opened_by = models.CharField("ouvert par", max_length=160)
    closed_at = models.DateTimeField("fermé le", null=True, blank=True)

    class Meta:
        verbose_name = "restitution publique"
        verbose_name_plural = "restitutions publiques"
