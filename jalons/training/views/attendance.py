"""Attendance: the sheets of a session, the tablet, one's own phone, paper."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalons.accounts.access import acting, public, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import refusals_on
from jalons.directory.models import Person
from jalons.documents import pdf
from jalons.initiatives.access import get_step
from jalons.rooms import qr
from jalons.training.access import get_slot
from jalons.training.actions import attendance, papers
from jalons.training.actions.attendance import Signature
from jalons.training.enums import Presence, SigningMode
from jalons.training.forms.attendance import RectificationForm, SignatureForm
from jalons.training.models import Emargement, HalfDaySlot, HeldSignature
from jalons.training.papers import attendance as trees
from jalons.training.queries import attendance as sheets
from jalons.training.queries import contracts
from jalons.training.views.catalogue import attached

UNPROCESSABLE, CONFLICT = 422, 409


@requires(Permission.TAKE_ATTENDANCE)
@require_safe
def step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """The half-days of a session, with what each still awaits."""
    found = get_step(request, step_id, Permission.TAKE_ATTENDANCE)
    slots = list(found.slots.select_related("step__mission", "step__initiative"))
    context = {
        "step": found,
        "mission": found.mission,
        "sheets": [sheets.sheet(slot) for slot in slots],
        "expected": sheets.expected(found),
        "trainer": sheets.trainer_of(found.mission),
        "is_locked": bool(slots) and all(slot.is_locked for slot in slots),
    }
    return render(request, "training/attendance.html", context)


@requires(Permission.TAKE_ATTENDANCE)
@require_POST
def open_slots(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.TAKE_ATTENDANCE)
    try:
        attendance.open_slots(found, by=acting(request))
        messages.success(request, "La feuille de présence est ouverte.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("training:attendance", step_id)


@requires(Permission.TAKE_ATTENDANCE)
@require_safe
def sheet_pdf(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """The sheet to print: to be signed by hand while it is not countersigned, as it stands otherwise."""
    found = get_step(request, step_id, Permission.TAKE_ATTENDANCE)
    slots = list(found.slots.select_related("step__mission", "step__initiative"))
    if not slots:
        raise Http404
    contract = contracts.contract(found.mission)
    document = trees.sheet(contract, found, [sheets.sheet(slot) for slot in slots], today=clock.today())
    content = pdf.render(document, now=clock.now())
    return attached(content, name=f"presence-{found.starts_on}.pdf", kind="application/pdf")


@requires(Permission.TAKE_ATTENDANCE)
@require_POST
def issue_sheet(request: HttpRequest, step_id: UUID) -> HttpResponse:
    found = get_step(request, step_id, Permission.TAKE_ATTENDANCE)
    try:
        paper = papers.issue_sheet(found, by=acting(request))
        messages.success(request, f"La feuille est émise : {paper.document}.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("training:attendance", step_id)


# ---- one half-day, on the tablet of the room ----


def _phone_address(slot: HalfDaySlot) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("training:own_phone", args=[slot.key])


@requires(Permission.TAKE_ATTENDANCE)
@never_cache
@require_safe
def slot(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    return _slot_page(request, get_slot(request, slot_id, Permission.TAKE_ATTENDANCE))


def _slot_page(
    request: HttpRequest, found: HalfDaySlot, form: RectificationForm | None = None
) -> HttpResponse:
    context = {
        "slot": found,
        "step": found.step,
        "mission": found.step.mission,
        "sheet": sheets.sheet(found),
        "presences": Presence.choices,
        "form": form or RectificationForm(),
        "address": _phone_address(found),
        "qr": qr.svg(_phone_address(found)),
        "can_countersign": may(request.user, Permission.TEACH, found.scope()),
        "props": {
            "key": str(found.id),
            "send": reverse("training:sign_slot", args=[found.id]),
            "locked": found.is_locked,
        },
    }
    return render(request, "training/slot.html", context, status=UNPROCESSABLE if form else 200)


@requires(Permission.TAKE_ATTENDANCE)
@require_POST
def sign(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """A finger signature from the tablet; replayed, it answers the same."""
    found = get_slot(request, slot_id, Permission.TAKE_ATTENDANCE)
    return _receive(request, found, SigningMode.TABLET)


@requires(Permission.TAKE_ATTENDANCE)
@require_POST
def note(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """What the paper says of one person, or an absence."""
    found = get_slot(request, slot_id, Permission.TAKE_ATTENDANCE)
    person = get_object_or_404(Person, pk=_uuid(request.POST.get("person", "")))
    presence = request.POST.get("presence", "")
    if presence not in Presence.values:
        raise Http404
    try:
        attendance.note(found, person=person, presence=Presence(presence), by=acting(request))
        messages.success(request, f"{person.name} : {Presence(presence).label.lower()}.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("training:slot", slot_id)


@requires(Permission.TEACH)
@require_POST
def countersign(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    found = get_slot(request, slot_id, Permission.TEACH)
    try:
        attendance.countersign(found, by=acting(request))
        messages.success(request, "La feuille est contresignée : elle ne change plus.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("training:slot", slot_id)


@requires(Permission.TEACH)
@require_POST
def rectify(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    found = get_slot(request, slot_id, Permission.TEACH)
    form = RectificationForm(request.POST)
    if form.is_valid():
        emargement = get_object_or_404(
            Emargement.objects.select_related("person", "slot"),
            pk=form.cleaned_data["emargement"],
            slot=found,
        )
        with refusals_on(form):
            attendance.rectify(
                emargement,
                presence=Presence(form.cleaned_data["presence"]),
                reason=form.cleaned_data["reason"],
                by=acting(request),
            )
            messages.success(request, "La rectification est écrite à côté de la ligne, avec sa date.")
            return redirect("training:slot", slot_id)
    return _slot_page(request, found, form)


@requires(Permission.TEACH)
@require_POST
def settle(request: HttpRequest, slot_id: UUID, held_id: UUID) -> HttpResponse:
    """A signature kept apart was looked at."""
    found = get_slot(request, slot_id, Permission.TEACH)
    held = get_object_or_404(HeldSignature.objects.select_related("slot__step"), pk=held_id, slot=found)
    attendance.settle(held, by=acting(request))
    return redirect("training:slot", slot_id)


# ---- one's own phone ----


def _by_key(key: str) -> HalfDaySlot:
    return get_object_or_404(
        HalfDaySlot.objects.select_related("step__mission", "step__initiative", "step__venue"), key=key
    )


@public("whoever photographs the square of a half-day signs on their own phone, without an account")
@never_cache
@require_safe
def own_phone(request: HttpRequest, key: str) -> HttpResponse:
    """The names still to sign, on the day itself and until the countersignature."""
    found = _by_key(key)
    is_open = not found.is_locked and found.on == clock.today()
    context = {
        "slot": found,
        "step": found.step,
        "mission": found.step.mission,
        "lines": sheets.sheet(found).missing if is_open else [],
        "is_open": is_open,
        "props": {
            "key": str(found.id),
            "send": reverse("training:sign_on_phone", args=[key]),
            "locked": found.is_locked,
        },
    }
    return render(request, "training/own_phone.html", context)


@public("the same, sending the signature")
@require_POST
def sign_on_phone(request: HttpRequest, key: str) -> HttpResponse:
    return _receive(request, _by_key(key), SigningMode.PHONE)


def _receive(request: HttpRequest, found: HalfDaySlot, mode: SigningMode) -> HttpResponse:
    """One answer for both screens: a receipt, or a sentence that says why not. Plain forms are redirected."""
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return _answer(request, found, mode, {"erreur": form.first_error, "reason": "form"}, UNPROCESSABLE)
    data = form.cleaned_data
    person = get_object_or_404(Person, pk=data["person"])
    signature = Signature(
        person=person,
        client_id=data["id"],
        strokes=data["strokes"],
        signed_at=data["signed_at"] or clock.now(),
        mode=mode,
        is_offline=data["is_offline"],
    )
    by = acting(request) if mode == SigningMode.TABLET else None
    try:
        made = attendance.sign(found, signature=signature, by=by)
    except DomainError as refusal:
        return _answer(request, found, mode, {"erreur": refusal.message, "reason": "rule"}, UNPROCESSABLE)
    if isinstance(made, HeldSignature):
        return _answer(request, found, mode, {"erreur": _held(found, person), "reason": "held"}, CONFLICT)
    return _answer(request, found, mode, {"id": str(made.client_id), "name": person.name}, 200)


def _held(found: HalfDaySlot, person: Person) -> str:
    if found.is_locked:
        return (
            f"La feuille est déjà contresignée. La signature de {person.name} est gardée à part : "
            "la formatrice ou le formateur la verra et pourra rectifier la feuille."
        )
    return (
        f"Une présence est déjà notée pour {person.name}. Cette signature est gardée à part : "
        "la formatrice ou le formateur la verra."
    )


def _answer(
    request: HttpRequest, found: HalfDaySlot, mode: SigningMode, told: dict[str, Any], status: int
) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(told, status=status)
    if "erreur" in told:
        messages.error(request, told["erreur"])
    else:
        messages.success(request, f"Bien reçu, {told['name']}.")
    if mode == SigningMode.TABLET:
        return redirect("training:slot", found.id)
    return redirect("training:own_phone", found.key)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as malformed:
        raise Http404 from malformed


@public("the script that keeps the attendance pages when the network is gone; it holds no data")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the attendance pages: served here so that its scope is `/emargement/` alone."""
    response = render(request, "training/worker.js", content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response
