"""Leading a decision: next round, amendment, rules, exits, adoption."""

import re
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.decisions import difference
from jalons.decisions.access import get_consent
from jalons.decisions.actions import opening, outcomes, rounds, voices
from jalons.decisions.enums import ConsentState, Layout, SpokenKind
from jalons.decisions.forms import (
    AdoptionForm,
    DraftForm,
    ExitForm,
    RulesForm,
    SpokenForm,
    VersionForm,
)
from jalons.decisions.models import ConsentProcess
from jalons.decisions.queries.invitations import invited_organisations
from jalons.decisions.views.answers import move_and_return, try_form


@requires(Permission.FACILITATE)
@require_POST
def open_next(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Open the round that follows."""
    found = get_consent(request, consent_id, Permission.FACILITATE)
    return move_and_return(
        request,
        found,
        lambda: rounds.open_next(found, by=acting(request)),
        done="Le tour est ouvert.",
    )


@requires(Permission.FACILITATE)
@require_POST
def withdraw(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """The proposer takes the text back."""
    found = get_consent(request, consent_id, Permission.FACILITATE)
    return move_and_return(
        request,
        found,
        lambda: rounds.withdraw(found, by=acting(request)),
        done="La proposition est retirée. Elle reste lisible ici.",
    )


@requires(Permission.FACILITATE)
@require_POST
def resume(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Come back to a decision that was left."""
    found = get_consent(request, consent_id, Permission.FACILITATE)
    return move_and_return(
        request,
        found,
        lambda: outcomes.resume(found, by=acting(request)),
        done="La décision reprend.",
    )


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Write the next version (or the draft), with what it changes shown before it is kept."""
    found = get_consent(request, consent_id, Permission.FACILITATE)
    current = found.versions.order_by("number").last()
    assert current is not None  # noqa: S101 - a decision has a text from the start
    is_draft = found.state == ConsentState.DRAFT
    kind = DraftForm if is_draft else VersionForm
    initial = {"text": current.text, "easy_text": current.easy_text, "author": current.author}
    form = kind(request.POST or None, initial=initial)
    is_preview = "apercu" in request.POST
    if request.method == "POST" and not is_preview and try_form(form, lambda: _write(request, found, form)):
        said = (
            "Le brouillon est enregistré." if is_draft else "La nouvelle version ouvre un tour d’objections."
        )
        messages.success(request, said)
        return redirect(found)
    preview = difference.compare(current.text, form["text"].value() or "") if is_preview else ()
    context = {"consent": found, "initiative": found.initiative, "form": form, "current": current}
    return render(request, "decisions/amend.html", context | {"preview": preview, "is_draft": is_draft})


def _write(request: HttpRequest, found: ConsentProcess, form: VersionForm) -> None:
    if found.state == ConsentState.DRAFT:
        opening.rewrite_draft(found, by=acting(request), **form.cleaned_data)
    else:
        rounds.amend(found, by=acting(request), **form.cleaned_data)


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def set_rules(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Layout, voices to hear, quorum, rule on silence."""
    found = get_consent(request, consent_id, Permission.FACILITATE)
    initial = {
        "layout": found.layout,
        "seats": found.voices.filter(is_expected=True).count(),
        "invited_organisations": found.invited_organisations,
        "needs_caf": found.needs_caf,
        "needs_epci": found.needs_epci,
        "silence_rule": found.silence_rule,
        "quorum_percent": round(found.quorum_share * 100),
        "answer_days": found.answer_days,
        "seat_names": _named_seats(found),
    }
    form = RulesForm(request.POST or None, initial=initial)
    if request.method == "POST" and try_form(form, lambda: _set_rules(request, found, form)):
        messages.success(request, "Les règles sont fixées. Dites-les à tout le monde avant le tour.")
        return redirect(found)
    context = {"consent": found, "initiative": found.initiative, "form": form}
    return render(request, "decisions/rules.html", context)


def _set_rules(request: HttpRequest, found: ConsentProcess, form: RulesForm) -> None:
    fields = dict(form.cleaned_data)
    share = Decimal(fields.pop("quorum_percent")) / 100
    layout = Layout(fields.pop("layout"))
    opening.set_rules(found, layout=layout, quorum_share=share, by=acting(request), **fields)


def _named_seats(found: ConsentProcess) -> str:
    """The voices to hear, one a line, unless they are only numbered."""
    labels = list(found.voices.filter(kind="table", is_expected=True).values_list("label", flat=True))
    is_numbered = all(re.fullmatch(r"(?:Table|Place|Porte-parole) \d+", label) for label in labels)
    return "" if is_numbered else "\n".join(labels)


@requires(Permission.RECORD_TABLE)
@require_POST
def note(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Keep a question, a reaction or a concern."""
    found = get_consent(request, consent_id, Permission.RECORD_TABLE)
    form = SpokenForm(request.POST, consent=found, auto_id="said_%s")
    if try_form(form, lambda: _note(request, found, form)):
        messages.success(request, "C’est noté.")
        return redirect(found)
    context = {"consent": found, "initiative": found.initiative, "form": form}
    return render(request, "decisions/note.html", context)


def _note(request: HttpRequest, found: ConsentProcess, form: SpokenForm) -> None:
    data = form.cleaned_data
    rounds.note(
        found,
        kind=SpokenKind(data["kind"]),
        voice=data["voice"] or voices.of_slip(found),
        text=data["text"],
        answer=data["answer"],
        by=acting(request),
    )


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """A recorded way out."""
    found = get_consent(request, consent_id, Permission.FACILITATE)
    form = ExitForm(request.POST or None)
    if request.method == "POST" and try_form(form, lambda: _leave(request, found, form)):
        messages.success(request, "La sortie est notée, avec sa date de retour.")
        return redirect(found)
    context = {"consent": found, "initiative": found.initiative, "form": form}
    return render(request, "decisions/leave.html", context)


def _leave(request: HttpRequest, found: ConsentProcess, form: ExitForm) -> None:
    data = form.cleaned_data
    outcomes.leave(
        found,
        state=ConsentState(data["state"]),
        reason=data["reason"],
        returns_on=data["returns_on"],
        by=acting(request),
    )


@requires(Permission.FACILITATE)
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Who is here now, when the text is read again; then it is adopted and frozen."""
    found = get_consent(request, consent_id, Permission.FACILITATE)
    invited = invited_organisations(found.initiative, found.step)
    form = AdoptionForm(request.POST or None, invited=invited)
    if request.method == "POST" and try_form(form, lambda: _adopt(request, found, form)):
        messages.success(request, "Le texte est adopté. Prenez le temps de le fêter.")
        return redirect(found)
    context = {"consent": found, "initiative": found.initiative, "form": form, "today": clock.today()}
    return render(request, "decisions/adopt.html", context)


def _adopt(request: HttpRequest, found: ConsentProcess, form: AdoptionForm) -> None:
    data = form.cleaned_data
    present = [
        outcomes.Here(people=people, organisation=body.organisation, label=body.label)
        for body, people in form.people
    ]
    present += [outcomes.Here(people=people, label=name, is_invited=False) for name, people in data["others"]]
    outcomes.adopt(
        found,
        present=present,
        review_on=data["review_on"],
        waiver=data["waiver"],
        by=acting(request),
    )
