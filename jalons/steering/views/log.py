"""The journal des changements."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.refusals import refusals_on
from jalons.initiatives.access import get_initiative
from jalons.steering import forms, queries
from jalons.steering.access import get_entry, get_substantiation
from jalons.steering.actions import log
from jalons.steering.models import ChangeLogEntry

A_PAGE = 25


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Every note, filtered; what is unfavourable or unexpected is counted first."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    form = forms.LogFilterForm(request.GET, initiative=initiative)
    found = queries.entries_of(initiative, form.wanted())
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "initiative": initiative,
        "form": form,
        "is_filtered": any(query.values()),
        "query": query.urlencode(),
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "counts": queries.log_counts(initiative),
        "can_steer": may(request.user, Permission.STEER, initiative.scope()),
    }
    return render(request, "steering/log.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Note something that changed. The address may say for which change, which link."""
    initiative = get_initiative(request, slug, Permission.STEER)
    initial = {
        "observed_on": clock.today(),
        "change": request.GET.get("changement", ""),
        "link": request.GET.get("lien", ""),
    }
    form = forms.EntryForm(request.POST or None, initiative=initiative, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            entry = log.note(initiative, by=acting(request), **form.cleaned_data)
            messages.success(
                request, "C’est noté. Faites-le confirmer par quelqu’un d’autre si vous le pouvez."
            )
            return redirect(entry)
    return render(
        request, "steering/entry_form.html", {"initiative": initiative, "form": form, "entry": None}
    )


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def show(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """A note, who else says so, and the way back to the words that led to its change."""
    entry = get_entry(request, entry_id, Permission.VIEW_INITIATIVE)
    return render(request, "steering/entry.html", _context(request, entry))


def _context(request: HttpRequest, entry: ChangeLogEntry, **more: Any) -> dict[str, Any]:
    pathway = getattr(entry.change, "pathway", None) if entry.change else None
    return {
        "initiative": entry.initiative,
        "entry": entry,
        "pathway": pathway,
        "substantiations": entry.substantiations.all(),
        "trace": queries.trace_of(entry.change),
        "can_steer": may(request.user, Permission.STEER, entry.scope()),
        "can_read_words": may(request.user, Permission.READ_WORDS, entry.scope()),
        "ask_form": forms.SubstantiationForm(initial={"asked_on": clock.today()}),
        "reject_form": forms.ReasonForm(),
    } | more


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Complete a note."""
    entry = get_entry(request, entry_id, Permission.STEER)
    form = forms.EntryForm(
        request.POST or None, initiative=entry.initiative, initial=forms.EntryForm.of(entry)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            log.edit(entry, by=acting(request), **form.cleaned_data)
            return redirect(entry)
    context = {"initiative": entry.initiative, "form": form, "entry": entry}
    return render(request, "steering/entry_form.html", context)


@require_POST
@requires(Permission.STEER)
def ask(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Ask somebody else."""
    entry = get_entry(request, entry_id, Permission.STEER)
    form = forms.SubstantiationForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            log.ask(entry, by=acting(request), **form.cleaned_data)
            return redirect(entry)
    return render(request, "steering/entry.html", _context(request, entry, ask_form=form))


@require_http_methods(["GET", "POST"])
@requires(Permission.STEER)
def answer(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """The answer of somebody who was asked."""
    asked = get_substantiation(request, asked_id, Permission.STEER)
    form = forms.AnswerForm(request.POST or None, initial={"answered_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            log.answer_to(asked, by=acting(request), **form.cleaned_data)
            return redirect(asked.entry)
    context = {"initiative": asked.entry.initiative, "asked": asked, "entry": asked.entry, "form": form}
    return render(request, "steering/answer_form.html", context)


@require_POST
@requires(Permission.STEER)
def reject(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Set a note aside, with why."""
    entry = get_entry(request, entry_id, Permission.STEER)
    form = forms.ReasonForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            log.reject(entry, by=acting(request), **form.cleaned_data)
            return redirect(entry)
    return render(request, "steering/entry.html", _context(request, entry, reject_form=form))
