"""A table's tablet: its cards, its heaps, its « c’est bien cela ». Plain forms, no account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import acting, public, requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import posted, refusals_on
from jalons.rooms import cookies, csrf
from jalons.rooms.access import get_room, get_sequence
from jalons.rooms.actions import tables
from jalons.rooms.forms.tables import PaperHeapsForm
from jalons.rooms.forms.tables import heaps as read_heaps
from jalons.rooms.kinds.heaps.result import heaps as table_heaps
from jalons.rooms.models import Sequence, Table
from jalons.rooms.queries import screen as screens
from jalons.rooms.queries.tables import by_table_sequence, scribe_of, tablet
from jalons.rooms.state import state
from jalons.rooms.views.answers import UNPROCESSABLE, status_of
from jalons.rooms.views.participant import WHY


def _stale(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(f"{reverse('rooms:heaps', args=[code])}?jeton=1")


@public(WHY)
@never_cache
@csrf.kept_on_refusal(_stale)
@require_http_methods(["GET", "HEAD", "POST"])
def heaps(request: HttpRequest, code: str) -> HttpResponse:
    """The cards of this device's table, to heap and to name."""
    room = screens.room_by_code(code)
    scribe = scribe_of(room, cookies.token_of(request, code)) if room else None
    sequence = by_table_sequence(room) if room and room.is_open else None
    if room is None or scribe is None or scribe.table is None or sequence is None:
        return redirect("rooms:room", code=code)
    trouble, status = "", 200
    if request.method == "POST":
        try:
            _do(request, sequence, scribe.table)
            return redirect("rooms:heaps", code=code)
        except DomainError as refusal:
            trouble, status = refusal.message, status_of(refusal)
    context = {
        "room": room,
        "tablet": tablet(sequence, scribe.table, typed=read_heaps(request.POST) if trouble else None),
        "state": state(sequence, clock.now()),
        "trouble": trouble,
    }
    return render(request, "rooms/participant/heaps.html", context, status=status)


def _do(request: HttpRequest, sequence: Sequence, table: Table) -> None:
    wish = request.POST.get("geste", "")
    if wish == "reprendre":
        tables.reopen(sequence=sequence, table=table)
        return
    titles, cards = read_heaps(request.POST)
    tables.arrange(sequence=sequence, table=table, titles=titles, cards=cards)
    if wish == "valider":
        tables.validate(sequence=sequence, table=table)


@requires(Permission.RECORD_TABLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_heaps(request: HttpRequest, step_id: UUID, sequence_id: UUID) -> HttpResponse:
    """Heaps made on the cloth: a name a line, then the numbers of its cards."""
    room = get_room(request, step_id, Permission.RECORD_TABLE)
    sequence = get_sequence(request, step_id, str(sequence_id), Permission.RECORD_TABLE)
    form = PaperHeapsForm(posted(request), room=room)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            table = form.cleaned_data["table"]
            titles, cards = form.heaps()
            tables.arrange(sequence=sequence, table=table, titles=titles, cards=cards, is_typed_by_staff=True)
            if form.cleaned_data["is_validated"]:
                tables.validate(sequence=sequence, table=table, by=acting(request))
            messages.success(request, f"Les tas de la table {table.number} sont enregistrés.")
            return redirect("rooms:paper_heaps", step_id=step_id, sequence_id=sequence_id)
    context = {
        "step": room.step,
        "initiative": room.step.initiative,
        "sequence": sequence,
        "form": form,
        "made": table_heaps(sequence),
    }
    return render(request, "rooms/paper_heaps.html", context, status=UNPROCESSABLE if form.errors else 200)
