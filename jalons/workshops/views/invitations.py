"""Invitations to a table: the team's page, and the personal page of each invited actor."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jalons.accounts.access import acting, public, requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import posted, refusals_on
from jalons.initiatives.access import get_step
from jalons.stakeholders.enums import MobilisationStatus
from jalons.workshops import agenda
from jalons.workshops.actions import invitations as actions
from jalons.workshops.forms.invitations import COMES, AnswerForm
from jalons.workshops.models import InvitationLink
from jalons.workshops.queries import invitations as queries

WHY = "le lien personnel de l’invitation suffit : les personnes invitées n’ont pas de compte"


@requires(Permission.EDIT_INITIATIVE)
@require_http_methods(["GET", "POST"])
def manage(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Prepare links, send messages, follow answers."""
    step = get_step(request, step_id, Permission.EDIT_INITIATIVE)
    if step.initiative is None:
        raise Http404
    if request.method == "POST":
        _act(request, step_id)
        return redirect("workshops:invitations", step.pk)
    found = queries.answers(step)
    rows = [(one, _link(one), actions.address_of(one)) for one in found.rows]
    context = {
        "step": step,
        "initiative": step.initiative,
        "found": found,
        "rows": [(one, link, address, actions.address(link) if link else "") for one, link, address in rows],
        "place": agenda.place_of(step),
        "to_link": sum(1 for _, link, _ in rows if link is None),
        "to_send": sum(1 for _, link, address in rows if address and (link is None or link.sent_at is None)),
    }
    return render(request, "workshops/invitations.html", context)


def _act(request: HttpRequest, step_id: UUID) -> None:
    step = get_step(request, step_id, Permission.EDIT_INITIATIVE)
    try:
        if request.POST.get("geste") == "envoyer":
            sent = actions.send(step, by=acting(request))
            messages.success(request, f"{sent} invitations sont parties.")
        else:
            made = actions.prepare(step, by=acting(request))
            messages.success(request, f"{len(made)} liens personnels sont prêts.")
    except DomainError as refusal:
        messages.error(request, refusal.message)


def _link(called: object) -> InvitationLink | None:
    return getattr(called, "invitation_link", None)


@public(WHY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether one comes, and change one's mind."""
    link = _get(token)
    called = link.mobilisation
    has_said = link.answered_at is not None
    comes = "" if not has_said else COMES if called.status == MobilisationStatus.CONFIRMED else "non"
    initial = {"comes": comes, "seats": called.seats, "needs": link.needs}
    form = AnswerForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            actions.answer(
                link,
                comes=data["comes"] == COMES,
                seats=data["seats"] or 1,
                needs=data["needs"],
                now=clock.now(),
            )
            return redirect("workshops:invitation", token)
    context = {
        "link": link,
        "step": called.step,
        "place": agenda.place_of(called.step),
        "form": form,
        "comes": comes,
    }
    return render(request, "workshops/invitation.html", context, status=422 if form.errors else 200)


@public(WHY)
@never_cache
@require_safe
def invitation_agenda(request: HttpRequest, token: str) -> HttpResponse:
    """The date for one's calendar."""
    link = _get(token)
    step = link.mobilisation.step
    if step.starts_on is None:
        raise Http404
    content = agenda.ics(step, address=actions.address(link), now=clock.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="invitation.ics"'
    return answer


def _get(token: str) -> InvitationLink:
    link = queries.link_of(token)
    if link is None:
        raise Http404("Cette invitation n’existe pas, ou n’est plus valable.")
    return link
