"""Hearing the room and working on objections, one page each."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import account, acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.decisions.access import get_consent, get_objection
from jalons.decisions.actions import objections, voices
from jalons.decisions.enums import ObjectionKind
from jalons.decisions.forms import (
    ArgumentForm,
    AuthorForm,
    CodeAgainForm,
    ObjectionForm,
    ProposalForm,
    RefusableForm,
    TestForm,
)
from jalons.decisions.models import ConsentProcess, Objection
from jalons.decisions.views.answers import move_and_return, settle, try_form


@requires(Permission.RECORD_TABLE)
@require_POST
def no_objection(request: HttpRequest, consent_id: UUID, voice_id: UUID) -> HttpResponse:
    """« Pas d’objection », noted for a table."""
    found = get_consent(request, consent_id, Permission.RECORD_TABLE)
    voice = get_object_or_404(found.voices, id=voice_id, kind="table")
    return move_and_return(
        request,
        found,
        lambda: objections.say_none(found, voice=voice, by=acting(request)),
        done=f"{voice.label} : pas d’objection.",
    )


@requires(Permission.RECORD_TABLE)
@require_http_methods(["GET", "POST"])
def raise_one(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Type an objection for somebody, and hand them their code."""
    found = get_consent(request, consent_id, Permission.RECORD_TABLE)
    form = ObjectionForm(request.POST or None, consent=found)
    kept: list[Objection] = []
    if request.method == "POST" and try_form(form, lambda: kept.append(_raise(request, found, form))):
        code = voices.code(kept[0].voice)
        messages.success(
            request,
            f"Objection {kept[0].number} notée. Recopiez ce code sur le papier de la personne : {code}. "
            "Il ne sera plus affiché. Elle seule pourra lever ou retirer son objection.",
        )
        return redirect("decisions:objection", found.id, kept[0].number)
    context = {"consent": found, "initiative": found.initiative, "form": form}
    return render(request, "decisions/raise.html", context)


def _raise(request: HttpRequest, found: ConsentProcess, form: ObjectionForm) -> Objection:
    data = form.cleaned_data
    seat = data["voice"]
    return objections.raise_one(
        found,
        voice=seat if data["is_table"] else voices.of_slip(found, seat=seat),
        argument=data["argument"],
        target=data["target"],
        kind=data["kind"],
        is_confirmed=data["is_table"],
        by=acting(request),
    )


@requires(Permission.RECORD_TABLE)
@require_safe
def objection(request: HttpRequest, consent_id: UUID, number: int) -> HttpResponse:
    """One objection: what it says, and what can be done with it now."""
    found = get_objection(request, consent_id, number, Permission.RECORD_TABLE)
    return _page(request, found)


def _page(
    request: HttpRequest, found: Objection, *, wrong: RefusableForm | None = None, status: int = 200
) -> HttpResponse:
    consent = found.process
    forms: dict[str, RefusableForm] = {
        "argument": ArgumentForm(
            initial={"argument": found.argument, "target": found.target, "kind": found.kind},
            consent=consent,
            auto_id="argument_%s",
        ),
        "test": TestForm(initial={"kind": found.kind}, auto_id="test_%s"),
        "author": AuthorForm(choices=author_choices(found), auto_id="author_%s"),
        "proposal": ProposalForm(initial={"proposal": found.proposal}, auto_id="proposal_%s"),
        "again": CodeAgainForm(auto_id="again_%s"),
    }
    if wrong is not None:
        key = str(wrong.auto_id).partition("_")[0]
        forms[key] = wrong
    context = {
        "consent": consent,
        "initiative": consent.initiative,
        "objection": found,
        "forms": forms,
        "may_facilitate": may(account(request), Permission.FACILITATE, consent.scope()),
        "last_version": consent.versions.order_by("number").last(),
    }
    return render(request, "decisions/objection.html", context, status=status)


def author_choices(found: Objection) -> list[tuple[str, str]]:
    """What the author of this objection can say now."""
    choices = []
    last = max(found.process.versions.values_list("number", flat=True), default=1)
    if not found.is_confirmed:
        choices.append(("confirm", "c’est bien ce que j’ai voulu dire"))
    if last > found.version and not found.is_late:
        choices.append(("lift", f"la version {last} lève mon objection"))
    if found.not_retained_because:
        choices.append(("concern", "j’accepte d’en faire une préoccupation"))
        choices.append(("maintain", "je maintiens mon objection"))
    choices.append(("withdraw", "je retire mon objection"))
    return choices


def _settle(
    request: HttpRequest, found: Objection, form: RefusableForm, move: Callable[[], object], done: str
) -> HttpResponse:
    if not try_form(form, move):
        return _page(request, found, wrong=form, status=422)
    messages.success(request, done)
    return redirect("decisions:objection", found.process_id, found.number)


@requires(Permission.RECORD_TABLE)
@require_POST
def complete(request: HttpRequest, consent_id: UUID, number: int) -> HttpResponse:
    """Write its « parce que »."""
    found = get_objection(request, consent_id, number, Permission.RECORD_TABLE)
    form = ArgumentForm(request.POST, consent=found.process, auto_id="argument_%s")
    return _settle(
        request,
        found,
        form,
        lambda: objections.complete(found, by=acting(request), **form.cleaned_data),
        "L’objection est précisée. Faites-la relire à la personne qui l’a soulevée.",
    )


@requires(Permission.FACILITATE)
@require_POST
def test(request: HttpRequest, consent_id: UUID, number: int) -> HttpResponse:
    """What the group found."""
    found = get_objection(request, consent_id, number, Permission.FACILITATE)
    form = TestForm(request.POST, auto_id="test_%s")
    return _settle(request, found, form, lambda: _test(request, found, form), "Le test du groupe est noté.")


def _test(request: HttpRequest, found: Objection, form: TestForm) -> None:
    data = form.cleaned_data
    if data["verdict"] == "retained":
        objections.retain(found, kind=ObjectionKind(data["kind"]), reason=data["reason"], by=acting(request))
    else:
        objections.do_not_retain(found, reason=data["reason"], by=acting(request))


@requires(Permission.RECORD_TABLE)
@require_POST
def author(request: HttpRequest, consent_id: UUID, number: int) -> HttpResponse:
    """The word of its author, with their code."""
    found = get_objection(request, consent_id, number, Permission.RECORD_TABLE)
    form = AuthorForm(request.POST, choices=author_choices(found), auto_id="author_%s")
    return _settle(request, found, form, lambda: _author(request, found, form), "Sa parole est notée.")


def _author(request: HttpRequest, found: Objection, form: AuthorForm) -> None:
    data = form.cleaned_data
    settle(found, data["says"], code=data["code"], note=data["note"], by=acting(request))


@requires(Permission.RECORD_TABLE)
@require_POST
def propose(request: HttpRequest, consent_id: UUID, number: int) -> HttpResponse:
    """What the group proposes to lift it."""
    found = get_objection(request, consent_id, number, Permission.RECORD_TABLE)
    form = ProposalForm(request.POST, auto_id="proposal_%s")
    return _settle(
        request,
        found,
        form,
        lambda: objections.propose(found, proposal=form.cleaned_data["proposal"], by=acting(request)),
        "La piste est notée.",
    )


@requires(Permission.FACILITATE)
@require_POST
def code_again(request: HttpRequest, consent_id: UUID, number: int) -> HttpResponse:
    """Replace a lost code, with a reason."""
    found = get_objection(request, consent_id, number, Permission.FACILITATE)
    form = CodeAgainForm(request.POST, auto_id="again_%s")
    if not try_form(
        form,
        lambda: objections.give_code_again(found, reason=form.cleaned_data["reason"], by=acting(request)),
    ):
        return _page(request, found, wrong=form, status=422)
    found.voice.refresh_from_db()
    messages.success(request, f"Nouveau code à remettre à la personne : {voices.code(found.voice)}.")
    return redirect("decisions:objection", found.process_id, found.number)
