"""Reviews: planned, held, said change by change, published; decisions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.changes.models import LastingChange
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import refusals_on
from jalons.initiatives.access import get_initiative
from jalons.steering import forms, queries
from jalons.steering.access import get_decision, get_review
from jalons.steering.actions import decisions, reviews
from jalons.steering.enums import Aspect, ReviewStatus
from jalons.steering.models import ChangeReview


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Every review; those not published are for who steers."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    context = {
        "initiative": initiative,
        "reviews": queries.reviews_of(initiative),
        "can_steer": may(request.user, Permission.STEER, initiative.scope()),
    }
    return render(request, "steering/reviews.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the date of a review."""
    initiative = get_initiative(request, slug, Permission.STEER)
    form = forms.PlanForm(request.POST or None, initial={"kind": "yearly"})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return redirect(reviews.plan(initiative, by=acting(request), **form.cleaned_data))
    return render(request, "steering/review_plan.html", {"initiative": initiative, "form": form})


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def show(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """A review: what was said of each change, what was decided, who was there."""
    review = get_review(request, review_id, Permission.VIEW_INITIATIVE)
    can_steer = may(request.user, Permission.STEER, review.scope())
    if review.status != ReviewStatus.PUBLISHED and not can_steer:
        raise Http404
    rows = queries.coverage_of(review)
    context = _base(review) | {
        "rows": rows,
        "is_whole": all(row.is_whole for row in rows),
        "attendance": review.attendance.order_by("category"),
        "present": sum(row.count for row in review.attendance.all()),
        "findings": review.findings.select_related("change", "link"),
        "decisions": review.decisions.select_related("change"),
        "can_steer": can_steer,
        "decision_form": forms.DecisionForm(),
    }
    return render(request, "steering/review.html", context)


def _base(review: ChangeReview) -> dict[str, Any]:
    return {"initiative": review.initiative, "review": review}


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def edit(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """The date, the place, what is said of the whole."""
    review = get_review(request, review_id, Permission.STEER)
    form = forms.ReviewForm(request.POST or None, initial=forms.ReviewForm.of(review))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return redirect(reviews.edit(review, by=acting(request), **form.cleaned_data))
    return render(request, "steering/review_form.html", _base(review) | {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def hold(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Who was there, by category, and when."""
    review = get_review(request, review_id, Permission.STEER)
    initial: dict[str, Any] = {"held_on": review.held_on or review.planned_on}
    initial["concerned_people"] = review.concerned_people
    initial |= {f"n_{row.category}": row.count for row in review.attendance.all()}
    form = forms.HoldForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            reviews.hold(
                review,
                held_on=given["held_on"],
                concerned_people=given["concerned_people"],
                attendance=form.attendance(),
                by=acting(request),
            )
            return redirect(review)
    return render(request, "steering/review_hold.html", _base(review) | {"form": form})


def _forms(review: ChangeReview, change: LastingChange, part: str = "", data: Any = None) -> dict[str, Form]:
    """The forms of one change's page; only the one that was sent is bound."""
    row = next((r for r in queries.coverage_of(review) if r.change.id == change.id), None)
    narrative = row.narrative if row else None
    said = {name: getattr(narrative, name) for name in ("seen", "known", "learned")} if narrative else {}
    made: dict[str, Form] = {
        "recit": forms.NarrativeForm(data if part == "recit" else None, initial=said),
        "hypothese": forms.FindingForm(data if part == "hypothese" else None, change=change),
        "decision": forms.DecisionForm(data if part == "decision" else None),
    }
    for aspect in Aspect:
        rating = row.ratings.get(aspect) if row else None
        initial = {}
        if rating:
            level = rating.unsaid if rating.value is None else str(rating.value)
            kept = ("evidence", "other_explanations", "author")
            initial = {"answer": level} | {name: getattr(rating, name) for name in kept}
        bound = data if part == aspect.value else None
        made[aspect.value] = forms.RatingForm(bound, aspect=aspect, initial=initial, prefix=aspect.value)
    return made


def _steered(review: ChangeReview, change_id: UUID) -> LastingChange:
    """A change that this territory steers. Raises Http404 for a draft or one that was put aside."""
    steered = [row for row in queries.active_changes(review.initiative) if row.id == change_id]
    if not steered:
        raise Http404
    return steered[0]


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def change(request: HttpRequest, review_id: UUID, change_id: UUID) -> HttpResponse:
    """One change in a review: what we see, then three ratings apart, hypotheses, decisions."""
    review = get_review(request, review_id, Permission.STEER)
    looked_at = _steered(review, change_id)
    part = request.POST.get("part", "")
    made = _forms(review, looked_at, part, request.POST)
    form = made.get(part)
    if request.method == "POST" and form is not None and form.is_valid():
        with refusals_on(form):
            _save(request, review, looked_at, part, form)
            messages.success(request, "C’est noté.")
            return redirect("steering:review_change", review.id, looked_at.id)
    ratings = [(aspect, made[aspect.value]) for aspect in Aspect]
    context = _base(review) | {
        "change": looked_at,
        "forms": made,
        "ratings": ratings,
        "findings": review.findings.filter(change=looked_at),
        "decisions": review.decisions.filter(change=looked_at),
        "entries": queries.entries_of(review.initiative, queries.LogFilter(change=str(looked_at.id)))[:12],
        "state": queries.state_of(looked_at),
    }
    return render(request, "steering/review_change.html", context)


def _save(
    request: HttpRequest, review: ChangeReview, looked_at: LastingChange, part: str, form: Form
) -> None:
    by = acting(request)
    if isinstance(form, forms.RatingForm):
        reviews.rate(review, looked_at, aspect=part, by=by, **form.said())
    elif part == "recit":
        reviews.narrate(review, looked_at, by=by, **form.cleaned_data)
    elif part == "hypothese":
        reviews.find(review, by=by, **form.cleaned_data)
    else:
        decisions.take(review.initiative, review=review, change=looked_at, by=by, **form.cleaned_data)


@require_POST
@requires(Permission.STEER)
def decide(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """A decision about the whole, or about one change."""
    review = get_review(request, review_id, Permission.STEER)
    form = forms.DecisionForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            decisions.take(review.initiative, review=review, by=acting(request), **form.cleaned_data)
            return redirect(f"{review.get_absolute_url()}#decisions")
    for error in form.non_field_errors() or ["Dites ce qui est décidé."]:
        messages.error(request, str(error))
    return redirect(f"{review.get_absolute_url()}#decisions")


@require_POST
@requires(Permission.STEER)
def publish(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Publish: every active change has been looked at (rule 27)."""
    review = get_review(request, review_id, Permission.STEER)
    try:
        reviews.publish(review, by=acting(request))
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "La revue est publiée : la page du territoire la montre.")
    return redirect(review)


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def close_decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """A decision done or dropped."""
    decision = get_decision(request, decision_id, Permission.STEER)
    form = forms.CloseDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            decisions.close(decision, by=acting(request), on=clock.today(), **form.cleaned_data)
            return redirect("steering:index", decision.initiative.slug)
    context = {"initiative": decision.initiative, "decision": decision, "form": form}
    return render(request, "steering/decision_close.html", context)
