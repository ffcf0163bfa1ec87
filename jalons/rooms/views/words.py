"""What was said in a territory, and where each word went."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.initiatives.access import get_initiative
from jalons.rooms import traces
from jalons.rooms.access import get_word
from jalons.rooms.actions.moderation import REASONS
from jalons.rooms.enums import Channel
from jalons.rooms.models import Contribution
from jalons.rooms.queries import words as queries

PER_PAGE = 40


@requires(Permission.READ_WORDS)
@require_safe
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """Published words, by sequence and channel, each with what it led to."""
    initiative = get_initiative(request, slug, Permission.READ_WORDS)
    among = _filtered(queries.published(initiative), request)
    page = Paginator(among, PER_PAGE).get_page(request.GET.get("page"))
    shown = queries.words(initiative, among=page.object_list)  # type: ignore[arg-type]
    led_to = traces.of([word.id for word in shown])
    context = {
        "initiative": initiative,
        "page": page,
        "words": [(word, led_to[word.id]) for word in shown],
        "counts": queries.counts(initiative),
        "sequences": queries.sequences_with_words(initiative),
        "channels": Channel.choices,
        "asked": {name: request.GET.get(name, "") for name in ("sequence", "canal", "mots")},
        "query": _query(request),
    }
    return render(request, "rooms/words.html", context)


@requires(Permission.READ_WORDS)
@require_safe
def word(request: HttpRequest, word_id: UUID) -> HttpResponse:
    """One word: verbatim, where it comes from, where it went."""
    row = get_word(request, word_id, Permission.READ_WORDS)
    step = row.sequence.step
    context = {
        "initiative": step.initiative,
        "step": step,
        "row": row,
        "word": queries.one(row),
        "traces": traces.of([row.id])[row.id],
        "reasons": REASONS,
        "can_moderate": may(request.user, Permission.FACILITATE, step.scope()),
    }
    return render(request, "rooms/word.html", context)


def _filtered(found: QuerySet[Contribution], request: HttpRequest) -> QuerySet[Contribution]:
    asked = request.GET
    try:
        sequence = UUID(asked.get("sequence", ""))
    except ValueError:
        sequence = None
    if sequence is not None:
        found = found.filter(sequence_id=sequence)
    if asked.get("canal") in Channel:
        found = found.filter(channel=asked["canal"])
    if looked_for := asked.get("mots", "").strip():
        found = found.filter(text__icontains=looked_for)
    return found


def _query(request: HttpRequest) -> str:
    """The filters as a query string, without the page."""
    kept: Any = request.GET.copy()
    kept.pop("page", None)
    return str(kept.urlencode())
