"""The grouping wall. Every move is a plain form; the island only spares the reload."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.diagnosis import forms, queries
from jalons.diagnosis.access import get_cluster, get_wall_move
from jalons.diagnosis.actions import clusters, merging, suggestions, wall
from jalons.diagnosis.models import Cluster
from jalons.diagnosis.queries.wall import Source, cards_by_cluster, move_of, undoable, wall_page
from jalons.diagnosis.views.acting import acting
from jalons.initiatives.access import get_initiative
from jalons.initiatives.models import Initiative

STATE = ("dans", "q", "page")  # what a move keeps of the wall's address


@require_GET
@requires(Permission.READ_WORDS)
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The wall: cards on the left, regroupements on the right."""
    initiative = get_initiative(request, slug, Permission.READ_WORDS)
    return _render(request, initiative, request.GET)


@require_POST
@requires(Permission.DRAFT)
def put(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the ticked cards in a regroupement, in none, or in a new one."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = forms.PutForm(request.POST, initiative=initiative)
    if not form.is_valid():
        return _render(request, initiative, request.POST, form=form)
    try:
        outcome = _put(request, initiative, form.cleaned_data)
    except DomainError as error:
        forms.refuse(form, error)
        return _render(request, initiative, request.POST, form=form)
    _say_conflicts(request, outcome)
    return _back(request, initiative, move=outcome.move.id if outcome.move else None)


def _put(request: HttpRequest, initiative: Initiative, data: dict[str, Any]) -> wall.Outcome:
    by = acting(request)
    if data["title"]:
        return clusters.create(initiative, title=data["title"], cards=data["cards"], by=by)
    return wall.move(initiative, cards=data["cards"], to=data["cluster"], by=by)


@require_POST
@requires(Permission.DRAFT)
def refuse(request: HttpRequest, slug: str) -> HttpResponse:
    """« Non merci » to a suggestion; it never comes back."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = forms.RefusalForm(request.POST)
    try:
        if form.is_valid():
            _refuse(request, initiative, form.cleaned_data)
    except DomainError as error:
        messages.error(request, error.message)
    return _back(request, initiative)


def _refuse(request: HttpRequest, initiative: Initiative, data: dict[str, Any]) -> None:
    for card, cluster_id in data["refused"].items():
        cluster = Cluster.objects.filter(initiative=initiative, id=cluster_id).first()
        if cluster:
            suggestions.refuse_place(initiative, card=card, cluster=cluster, by=acting(request))
    if not data["refused"]:
        suggestions.refuse_group(initiative, cards=data["card"], by=acting(request))


@require_GET
@requires(Permission.READ_WORDS)
def read(request: HttpRequest, slug: str, cluster_id: UUID) -> HttpResponse:
    """One regroupement opened to all its verbatims, with what was made of it."""
    cluster = get_cluster(request, slug, cluster_id, Permission.READ_WORDS)
    context = {
        "initiative": cluster.initiative,
        "cluster": cluster,
        "cards": cards_by_cluster([cluster]).get(cluster.id, []),
        "cross_readings": cluster.cross_readings.prefetch_related("urgencies"),
        "merged_from": Cluster.everything.filter(merged_into=cluster),
    }
    return render(request, "diagnosis/cluster.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def edit(request: HttpRequest, slug: str, cluster_id: UUID) -> HttpResponse:
    """Rename, summarise, tie to themes; and, beside, merge or undo."""
    cluster = get_cluster(request, slug, cluster_id, Permission.DRAFT)
    form = forms.ClusterForm(request.POST or None, initiative=cluster.initiative, initial=_initial(cluster))
    if request.method == "POST" and form.is_valid():
        try:
            clusters.edit(cluster, by=acting(request), **form.cleaned_data)
        except DomainError as error:
            forms.refuse(form, error)
        else:
            messages.success(request, f"Regroupement « {form.cleaned_data['title']} » enregistré.")
            return _back(request, cluster.initiative)
    return _render_edit(request, cluster, form, forms.MergeForm(cluster=cluster))


@require_POST
@requires(Permission.DRAFT)
def merge(request: HttpRequest, slug: str, cluster_id: UUID) -> HttpResponse:
    """Put all the cards of this regroupement in another."""
    cluster = get_cluster(request, slug, cluster_id, Permission.DRAFT)
    form = forms.MergeForm(request.POST, cluster=cluster)
    if form.is_valid():
        try:
            move = merging.merge(cluster, into=form.cleaned_data["into"], by=acting(request))
        except DomainError as error:
            forms.refuse(form, error)
        else:
            return _back(request, cluster.initiative, move=move.id)
    shown = forms.ClusterForm(initiative=cluster.initiative, initial=_initial(cluster))
    return _render_edit(request, cluster, shown, form)


@require_POST
@requires(Permission.DRAFT)
def delete(request: HttpRequest, slug: str, cluster_id: UUID) -> HttpResponse:
    """Undo a regroupement; its cards go back, and the move can be taken back."""
    cluster = get_cluster(request, slug, cluster_id, Permission.DRAFT)
    try:
        move = merging.delete(cluster, by=acting(request))
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("diagnosis:edit_cluster", slug, cluster.id)
    return _back(request, cluster.initiative, move=move.id)


@require_POST
@requires(Permission.DRAFT)
def order(request: HttpRequest, slug: str, cluster_id: UUID) -> HttpResponse:
    """Move a regroupement one place up or down."""
    cluster = get_cluster(request, slug, cluster_id, Permission.DRAFT)
    try:
        clusters.shift_place(
            cluster, by_places=-1 if request.POST.get("vers") == "haut" else 1, by=acting(request)
        )
    except DomainError as error:
        messages.error(request, error.message)
    return _back(request, cluster.initiative)


@require_POST
@requires(Permission.DRAFT)
def validate(request: HttpRequest, slug: str, cluster_id: UUID) -> HttpResponse:
    """Say that the team stands by it, or take it up again."""
    cluster = get_cluster(request, slug, cluster_id, Permission.DRAFT)
    try:
        action = clusters.reopen if cluster.is_validated else clusters.validate
        action(cluster, by=acting(request))
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("diagnosis:cluster", slug, cluster.id)


@require_GET
@requires(Permission.READ_WORDS)
def moves(request: HttpRequest, slug: str) -> HttpResponse:
    """The last moves, each of which can be taken back."""
    initiative = get_initiative(request, slug, Permission.READ_WORDS)
    context = {"initiative": initiative, "moves": queries.recent_moves(initiative)}
    return render(request, "diagnosis/moves.html", context)


@require_POST
@requires(Permission.DRAFT)
def undo(request: HttpRequest, slug: str, move_id: UUID) -> HttpResponse:
    """Take a move back."""
    move = get_wall_move(request, slug, move_id, Permission.DRAFT)
    try:
        left = merging.undo(move, by=acting(request))
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"C’est repris : {move.label}.")
        if left:
            messages.warning(
                request,
                f"Rangé ailleurs depuis : {wall.count_of_cards(left)}. Nous n’y avons pas touché.",
            )
    return _back(request, move.initiative)


def _say_conflicts(request: HttpRequest, outcome: wall.Outcome) -> None:
    numbers = ", ".join(f"n° {card.number}" for card in outcome.conflicts)
    if len(outcome.conflicts) == 1:
        messages.warning(
            request,
            f"Quelqu’un vient de ranger la parole {numbers} : nous n’y avons pas touché.",
        )
    elif outcome.conflicts:
        messages.warning(
            request,
            f"Quelqu’un vient de ranger les paroles {numbers} : nous n’y avons pas touché.",
        )


def _initial(cluster: Cluster) -> dict[str, Any]:
    return {
        "title": cluster.title,
        "summary": cluster.summary,
        "themes": cluster.themes.all(),
        "seen": cluster.updated_at,
    }


def _render_edit(
    request: HttpRequest, cluster: Cluster, form: forms.ClusterForm, merge_form: forms.MergeForm
) -> HttpResponse:
    context = {
        "initiative": cluster.initiative,
        "cluster": cluster,
        "form": form,
        "merge_form": merge_form,
        "count": cluster.members.count(),
    }
    status = 422 if form.errors or merge_form.errors else 200
    return render(request, "diagnosis/cluster_form.html", context, status=status)


def _state(data: Any) -> dict[str, str]:
    return {key: data[key] for key in STATE if data.get(key)}


def _back(request: HttpRequest, initiative: Initiative, *, move: UUID | None = None) -> HttpResponse:
    """To the wall, as it was; with the move that can be taken back."""
    state = _state(request.POST) | ({"fait": str(move)} if move else {})
    address = reverse("diagnosis:wall", args=[initiative.slug])
    return redirect(f"{address}?{urlencode(state)}" if state else address)


def _render(
    request: HttpRequest, initiative: Initiative, data: Any, *, form: forms.PutForm | None = None
) -> HttpResponse:
    source = data.get("dans") or Source.LEFT
    number = data.get("page") or "1"
    words = data.get("q") or ""
    page = wall_page(initiative, source=source, words=words, number=int(number) if number.isdigit() else 1)
    context = {
        "initiative": initiative,
        "page": page,
        "source": source,
        "words": words,
        "state": _state(data),
        "topic": wall.topic(initiative.id),
        "done": undoable(move_of(initiative, request.GET.get("fait", ""))),
        "ticked": set(request.POST.getlist("card")) if form else set(),
        "typed_title": request.POST.get("title", "") if form else "",
        "errors": [message for found in form.errors.values() for message in found] if form else [],
    }
    return render(request, "diagnosis/wall.html", context, status=422 if form else 200)
