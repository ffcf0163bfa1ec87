from django.db import models

from jalons.core.models import Entity


class InvitationLink(Entity):
    """The personal address by which an actor answers an invitation, without an account.

    The answer itself is the state of the mobilisation (`stakeholders`). `needs` says what to prepare
    (a lift, a childminder, a loop for hearing), never why.
    """

    mobilisation = models.OneToOneField(
        "stakeholders.Mobilisation",
        verbose_name="mobilisation",
        on_delete=models.CASCADE,
        related_name="invitation_link",
    )
    token = models.CharField("adresse secrète", max_length=32, unique=True)
    needs = models.CharField("à prévoir", max_length=300, blank=True)
    sent_at = models.DateTimeField("envoyée le", null=True, blank=True)
    answered_at = models.DateTimeField("réponse le", null=True, blank=True)

    class Meta:
        verbose_name = "lien d’invitation"
        verbose_name_plural = "liens d’invitation"
