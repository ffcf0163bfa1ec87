from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from jalons.accounts.enums import Role, ScopeKind
from jalons.core.actors import Actor
from jalons.core.ids import new_id
from jalons.core.models import Entity


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, display_name: str = "", **extra: Any) -> "User":
        """An account without password: people sign in by a code sent to their address."""
        user = self.model(email=self.normalize_email(email).lower(), display_name=display_name, **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. Nothing of a territory is visible without a RoleAssignment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField("adresse électronique", unique=True)
    display_name = models.CharField("nom affiché", max_length=120)
    is_active = models.BooleanField("actif", default=True)
    created_at = models.DateTimeField("créé le", auto_now_add=True)

    assignments_today: "list[RoleAssignment] | None" = None
    """Filled once per request by `permissions.active_assignments`; not a column."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"

    def __str__(self) -> str:
        return self.display_name or self.email

    @property
    def actor(self) -> Actor:
        return Actor(label=str(self), id=self.id)


class RoleAssignment(Entity):
    """A role held by a person on a scope, between two dates (domain.md §9.7)."""

    user = models.ForeignKey(
        User, verbose_name="compte", on_delete=models.CASCADE, related_name="role_assignments"
    )
    role = models.CharField("rôle", max_length=30, choices=Role)
    scope_kind = models.CharField("portée", max_length=20, choices=ScopeKind)
    scope_id = models.UUIDField("objet de la portée", null=True, blank=True)
    employer = models.CharField("employeur", max_length=200, blank=True)
    starts_on = models.DateField("depuis le")
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    revoked_at = models.DateTimeField("retiré le", null=True, blank=True)  # at once, even on its first day

    class Meta:
        verbose_name = "rôle attribué"
        verbose_name_plural = "rôles attribués"
        constraints = [
            models.CheckConstraint(
                name="role_scope_has_id",
                condition=Q(scope_kind=ScopeKind.INSTALLATION, scope_id__isnull=True)
                | (~Q(scope_kind=ScopeKind.INSTALLATION) & Q(scope_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="role_dates_ordered",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="role_revoked_is_ended",
                condition=Q(revoked_at__isnull=True) | Q(ends_on__isnull=False),
            ),
            # Two constraints: SQLite holds two NULLs for different, and cannot be told otherwise.
            models.UniqueConstraint(
                name="role_held_once",
                fields=["user", "role", "scope_kind", "scope_id", "starts_on"],
                condition=Q(revoked_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="role_held_once_on_installation",
                fields=["user", "role", "starts_on"],
                condition=Q(revoked_at__isnull=True, scope_id__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} : {self.get_role_display()}"


class Invitation(Entity):
    """A role offered to an address. Its link is secret, kept as a fingerprint, used once, and it expires."""

    email = models.EmailField("adresse électronique")
    name = models.CharField("nom", max_length=120)
    role = models.CharField("rôle", max_length=30, choices=Role)
    scope_kind = models.CharField("portée", max_length=20, choices=ScopeKind)
    scope_id = models.UUIDField("objet de la portée", null=True, blank=True)
    scope_label = models.CharField("intitulé de la portée", max_length=200, blank=True)
    employer = models.CharField("employeur", max_length=200, blank=True)
    token_hash = models.CharField("empreinte du lien", max_length=64, unique=True)
    invited_by_id = models.UUIDField("compte de l’auteur", null=True)
    invited_by_label = models.CharField("par", max_length=120)
    sent_at = models.DateTimeField("envoyée le")
    expires_at = models.DateTimeField("valable jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)
    withdrawn_at = models.DateTimeField("retirée le", null=True, blank=True)

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                name="invitation_scope_has_id",
                condition=Q(scope_kind=ScopeKind.INSTALLATION, scope_id__isnull=True)
                | (~Q(scope_kind=ScopeKind.INSTALLATION) & Q(scope_id__isnull=False)),
            ),
            models.CheckConstraint(name="invitation_expires_later", condition=Q(expires_at__gt=F("sent_at"))),
            models.CheckConstraint(
                name="invitation_accepted_or_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="invitation_pending_once",
                fields=["email", "role", "scope_kind", "scope_id"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="invitation_pending_once_on_installation",
                fields=["email", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True, scope_id__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} : {self.get_role_display()}"
