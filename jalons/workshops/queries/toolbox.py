"""The toolbox of a person: which tools are theirs to read, what was done with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from jalons.accounts.enums import Permission, ScopeKind
from jalons.accounts.models import RoleAssignment
from jalons.accounts.permissions import may, scope_ids
from jalons.core import clock
from jalons.initiatives.models import Initiative, Mission, Step
from jalons.workshops.enums import ToolReach
from jalons.workshops.models import Tool, ToolUse
from jalons.workshops.rules import PROVIDERS, TEAMS, Belonging, may_see
from jalons.workshops.runsheets import Part, part_of

if TYPE_CHECKING:
    from jalons.accounts.models import User


@dataclass(frozen=True, slots=True)
class ToolRow:
    """A tool of the list: where it comes from, how often it served, whether this person may change it."""

    tool: Tool
    place: str
    uses: int
    is_ours: bool


def belonging(user: "User | AnonymousUser", today: date | None = None) -> Belonging:
    """What this person's roles open: those ended still open the Caf's tools, those revoked open nothing."""
    if not user.is_authenticated:
        return Belonging()
    day = today or clock.today()
    roles = RoleAssignment.objects.filter(user=user, revoked_at__isnull=True, starts_on__lte=day)
    held = list(roles.values_list("role", "scope_kind", "scope_id"))
    missions = _missions(scope_id for role, _, scope_id in held if role in TEAMS)
    provided = _missions(scope_id for role, _, scope_id in held if role in PROVIDERS)
    return Belonging(
        cafs=frozenset(mission.client_id for mission in missions),
        providers=frozenset(mission.provider_id for mission in provided),
        initiatives=frozenset(_open_initiatives(user)),
        missions=frozenset(scope_ids(user, ScopeKind.MISSION, Permission.VIEW_MISSION)),
    )


def _missions(scopes: Iterable[UUID | None]) -> list[Mission]:
    """The missions that these scopes are of, whatever their kind; ids of kinds never meet."""
    ids = [scope for scope in scopes if scope]
    if not ids:
        return []
    among = Q(pk__in=ids) | Q(initiatives__in=ids) | Q(steps__in=ids)
    return list(Mission.objects.filter(among).distinct())


def _open_initiatives(user: "User | AnonymousUser") -> set[UUID]:
    """Territories whose drafts the person reads today, by a role there or on the whole mission."""
    own = scope_ids(user, ScopeKind.INITIATIVE, Permission.VIEW_DRAFTS)
    missions = scope_ids(user, ScopeKind.MISSION, Permission.VIEW_DRAFTS)
    through = Initiative.objects.filter(mission__in=missions).values_list("pk", flat=True)
    return own | set(through)


def tools_for(user: "User | AnonymousUser") -> QuerySet[Tool]:
    """Every tool of this person's toolbox, by title. The same rule as `rules.may_see`, in SQL."""
    who = belonging(user)
    seen = (
        Q(reach=ToolReach.CAF, organisation__in=who.cafs)
        | Q(reach=ToolReach.PROVIDER, organisation__in=who.providers)
        | Q(reach=ToolReach.HOME, initiative__in=who.initiatives)
        | Q(reach=ToolReach.HOME, initiative__isnull=True, mission__in=who.missions)
    )
    return (
        Tool.objects.filter(seen, retired_at__isnull=True)
        .select_related("initiative", "mission", "organisation")
        .order_by("-shape", "title")
    )


def is_in_toolbox(tool: Tool, user: "User | AnonymousUser") -> bool:
    """Whether this person may read the tool."""
    return tool.retired_at is None and may_see(
        reach=tool.reach,
        organisation=tool.organisation_id,
        initiative=tool.initiative_id,
        mission=tool.mission_id,
        who=belonging(user),
    )


def rows(user: "User | AnonymousUser", tools: Iterable[Tool]) -> list[ToolRow]:
    """Tools with what a list says of them. One query more, whatever their number."""
    listed = list(tools)
    counted = ToolUse.objects.filter(tool_id__in=[tool.pk for tool in listed]).order_by()
    uses = dict(counted.values_list("tool_id").annotate(Count("id")))
    return [
        ToolRow(tool, place_of(tool), uses.get(tool.pk, 0), may(user, Permission.FACILITATE, tool.scope()))
        for tool in listed
    ]


def place_of(tool: Tool) -> str:
    """Where a tool was kept, in words."""
    if tool.initiative:
        return tool.initiative.name
    return tool.mission.title if tool.mission else ""


def places_to_adapt(user: "User | AnonymousUser") -> list[Initiative]:
    """The territories where this person may put a copy."""
    own = scope_ids(user, ScopeKind.INITIATIVE, Permission.FACILITATE)
    missions = scope_ids(user, ScopeKind.MISSION, Permission.FACILITATE)
    return list(Initiative.objects.filter(Q(pk__in=own) | Q(mission__in=missions)).order_by("name"))


def parts_of(tool: Tool) -> list[Part]:
    return [part_of(part) for part in tool.content["parts"]]


def last_used(step: Step) -> Tool | None:
    """The tool that the run of this step comes from, if it comes from one: the last one put in it."""
    use = ToolUse.objects.filter(step=step).order_by("-created_at").first()
    return Tool.objects.filter(pk=use.tool_id).first() if use else None
