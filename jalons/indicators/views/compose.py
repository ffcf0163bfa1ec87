"""The team composes the portrait: retain, order, reword, add, set aside, freeze."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.accounts.models import User
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.typography import plural
from jalons.indicators import rules
from jalons.indicators.access import get_fact
from jalons.indicators.actions import facts as fact_actions
from jalons.indicators.actions import profile as profile_actions
from jalons.indicators.enums import FactStatus
from jalons.indicators.forms import FactForm, fact_initial
from jalons.indicators.models import SalientFact
from jalons.indicators.queries import facts as fact_queries
from jalons.indicators.views.frame import frame
from jalons.initiatives.access import get_initiative

EDIT = Permission.EDIT_PORTRAIT
MOVES: dict[str, Callable[..., SalientFact]] = {
    "retenir": fact_actions.retain,
    "ecarter": fact_actions.reject,
    "proposer": fact_actions.reopen,
    "monter": partial(fact_actions.move, up=True),
    "descendre": partial(fact_actions.move, up=False),
}
SAID = {
    "retenir": "« {title} » est retenu.",
    "ecarter": "« {title} » est écarté. Il reste en bas de cette page si vous changez d’avis.",
    "proposer": "« {title} » est remis parmi les propositions.",
}


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    return user.actor if isinstance(user, User) else Actor(label="")


@requires(EDIT)
@require_safe
def compose(request: HttpRequest, slug: str) -> HttpResponse:
    """Retained facts in their order, then proposals, then what was set aside."""
    initiative = get_initiative(request, slug, EDIT)
    context = frame(
        request,
        initiative,
        "compose",
        retained=fact_queries.facts_of(initiative, FactStatus.RETAINED),
        suggested=fact_queries.facts_of(initiative, FactStatus.SUGGESTED),
        rejected=fact_queries.facts_of(initiative, FactStatus.REJECTED),
        profiles=fact_queries.profiles(initiative),
        most=rules.MOST_FACTS,
    )
    return render(request, "indicators/compose.html", context)


@requires(EDIT)
@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Compute proposals; nothing that people decided moves."""
    initiative = get_initiative(request, slug, EDIT)
    try:
        count = fact_actions.propose(initiative, by=_actor(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        proposed = f"{count} fait{plural(count)} proposé{plural(count)}"
        messages.success(request, f"{proposed}. Rien de ce que vous aviez décidé n’a bougé.")
    return redirect("indicators:compose", slug)


@requires(EDIT)
@require_POST
def decide(request: HttpRequest, slug: str, fact_id: UUID, move: str) -> HttpResponse:
    """One move on one fact: retenir, ecarter, proposer, monter, descendre."""
    fact = get_fact(request, slug, fact_id, EDIT)
    try:
        MOVES[move](fact, by=_actor(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        if move in SAID:
            messages.success(request, SAID[move].format(title=fact.title))
    return redirect("indicators:compose", slug)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """The team's own fact: a Caf figure, a local survey."""
    initiative = get_initiative(request, slug, EDIT)
    form = FactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            fact = fact_actions.add(initiative, wording=form.wording(), by=_actor(request))
        except DomainError as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"« {fact.title} » est ajouté aux faits retenus.")
            return redirect("indicators:compose", slug)
    return render(
        request, "indicators/fact_form.html", {"initiative": initiative, "form": form, "fact": None}
    )


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request: HttpRequest, slug: str, fact_id: UUID) -> HttpResponse:
    """Change the words of a fact."""
    fact = get_fact(request, slug, fact_id, EDIT)
    form = FactForm(request.POST or None, initial=fact_initial(fact))
    if request.method == "POST" and form.is_valid():
        try:
            fact_actions.reword(fact, wording=form.wording(), by=_actor(request))
        except DomainError as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Le fait est réécrit.")
            return redirect("indicators:compose", slug)
    context = {"initiative": fact.initiative, "form": form, "fact": fact}
    return render(request, "indicators/fact_form.html", context)


@requires(EDIT)
@require_POST
def freeze(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what table 1 sees as an immutable version."""
    initiative = get_initiative(request, slug, EDIT)
    try:
        profile = profile_actions.freeze(initiative, by=_actor(request))
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect("indicators:compose", slug)
    messages.success(request, f"Le portrait est figé : version {profile.number}.")
    return redirect("indicators:version", slug, profile.number)
