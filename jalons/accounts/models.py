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
            models.UniqueConstraint(
                name="role_held_once",
                fields=["user", "role", "scope_kind", "scope_id", "starts_on"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} : {self.get_role_display()}"
