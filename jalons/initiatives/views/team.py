"""The équipe projet of a territory: function and employer are two things."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.actions import invitations
from jalons.accounts.enums import Permission, Role
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.refusals import posted, refusals_on
from jalons.directory.actions import organisations, people
from jalons.directory.actions.organisations import Identity
from jalons.directory.actions.people import Contact
from jalons.directory.models import Organisation
from jalons.initiatives import queries
from jalons.initiatives.access import get_initiative
from jalons.initiatives.actions import team as actions
from jalons.initiatives.actions.team import Seat
from jalons.initiatives.enums import TeamFunction
from jalons.initiatives.forms.people import OrganisationChoiceForm, TeamMemberForm
from jalons.initiatives.models import Initiative, TeamMember

ROLES = {
    TeamFunction.COOPERATION_OFFICER: Role.COOPERATION_OFFICER,
    TeamFunction.CAF_REFERENT: Role.CAF_REFERENT,
    TeamFunction.TRAINER: Role.TRAINER,
    TeamFunction.ELECTED_LEAD: Role.PROJECT_TEAM,
    TeamFunction.PARTNER: Role.PROJECT_TEAM,
}
"""The role offered with each function when a member is invited to sign in."""


def chosen_organisation(form: OrganisationChoiceForm, initiative: Initiative, by: Actor) -> Organisation:
    """The organisation chosen in the form, or the new one, added to the directory."""
    data = form.cleaned_data
    known: Organisation | None = data["organisation"]
    if known is not None:
        return known
    identity = Identity(
        name=data["new_organisation"], kind=data["new_kind"] or "other", territory=initiative.territory
    )
    return organisations.find_or_create(identity=identity, by=by, scope=initiative.scope())


def _seat(form: TeamMemberForm, initiative: Initiative, by: Actor) -> Seat:
    data = form.cleaned_data
    return Seat(
        function=data["function"],
        employer=chosen_organisation(form, initiative, by),
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
    )


def _contact(form: TeamMemberForm) -> Contact:
    return Contact(**{field: form.cleaned_data[field] for field in ("name", "email", "phone")})


@requires(Permission.VIEW_PEOPLE)
@require_safe
def team(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.VIEW_PEOPLE)
    today = clock.today()
    members = list(queries.team(initiative))
    context = {
        "initiative": initiative,
        "members": [one for one in members if one.ends_on is None or one.ends_on >= today],
        "former": [one for one in members if one.ends_on is not None and one.ends_on < today],
        "missing": queries.missing_functions(members, today),
        "can_edit": may(request.user, Permission.EDIT_INITIATIVE, initiative.scope()),
    }
    return render(request, "initiatives/team.html", context)


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    form = TeamMemberForm(posted(request), initiative=initiative, initial={"starts_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form), transaction.atomic():
            by = acting(request)
            person = people.create(contact=_contact(form), by=by, scope=initiative.scope())
            actions.join(initiative, person=person, seat=_seat(form, initiative, by), by=by)
            messages.success(request, f"{person.name} est dans l’équipe projet.")
            return redirect("initiatives:team", initiative.slug)
    return render(
        request, "initiatives/team_form.html", {"initiative": initiative, "form": form, "member": None}
    )


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, slug: str, member_id: UUID) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    found = get_object_or_404(queries.team(initiative), pk=member_id)
    form = TeamMemberForm(posted(request), initiative=initiative, member=found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form), transaction.atomic():
            by = acting(request)
            people.change(found.person, contact=_contact(form), by=by, scope=initiative.scope())
            actions.change(found, seat=_seat(form, initiative, by), by=by)
            messages.success(request, f"La place de {form.cleaned_data['name']} est à jour.")
            return redirect("initiatives:team", initiative.slug)
    return render(
        request, "initiatives/team_form.html", {"initiative": initiative, "form": form, "member": found}
    )


@requires(Permission.EDIT_INITIATIVE)
@require_POST
def invite(request: HttpRequest, slug: str, member_id: UUID) -> HttpResponse:
    """Invite a member of the team to sign in, with the role that goes with the function."""
    initiative = get_initiative(request, slug, Permission.EDIT_INITIATIVE)
    found: TeamMember = get_object_or_404(queries.team(initiative), pk=member_id)
    try:
        invitations.invite(
            email=found.person.email,
            name=found.person.name,
            role=ROLES[TeamFunction(found.function)],
            scope=queries.scope_of_invitation(initiative),
            scope_label=initiative.name,
            employer=found.employer.name,
            by=acting(request),
        )
        messages.success(request, f"L’invitation est partie à {found.person.name}.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("initiatives:team", initiative.slug)
