"""Answering at a distance: the personal link of a voice, without an account."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalons.accounts.access import public
from jalons.core import clock
from jalons.core.actors import PARTICIPANT
from jalons.decisions import links
from jalons.decisions.actions import objections, voices
from jalons.decisions.forms import RemoteAnswerForm
from jalons.decisions.models import ConsentVoice
from jalons.decisions.queries import phone
from jalons.decisions.views.answers import settle, try_form

UNPROCESSABLE = 422


@public("celles et ceux qui répondent à distance ont leur lien personnel, sans compte")
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Read the text and the rule said beforehand; answer, or settle one's own objection."""
    voice = _voice(token)
    shown = phone.shown_to_voice(voice.process, voice)
    form = RemoteAnswerForm(request.POST or None, own=shown.objections, version=shown.version.number)
    if request.method == "POST" and try_form(form, _move(voice, form)):
        return redirect("decisions:remote", token)
    context = {
        "consent": voice.process,
        "initiative": voice.process.initiative,
        "voice": voice,
        "shown": shown,
        "form": form,
        "is_late": bool(shown.answers_until and clock.now() > shown.answers_until),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    response = render(request, "decisions/remote.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _voice(token: str) -> ConsentVoice:
    named = links.read(token)
    found = (
        ConsentVoice.objects.select_related("process__initiative__territory", "process__step")
        .filter(id=named[0], code_generation=named[1], process__answer_days__gt=0)
        .first()
        if named
        else None
    )
    if found is None:
        raise Http404
    return found


def _move(voice: ConsentVoice, form: RemoteAnswerForm) -> Callable[[], object]:
    """The link proves who speaks: the code that goes with it is the same voice's."""

    def move() -> None:
        data = form.cleaned_data
        match data["says"]:
            case "no_objection":
                objections.say_none(voice.process, voice=voice, by=PARTICIPANT)
            case "objection":
                said = {"argument": data["argument"], "target": data["target"]}
                objections.raise_one(voice.process, voice=voice, by=PARTICIPANT, **said)
            case word:
                settle(
                    data["objection"], word, code=voices.code(voice), note=data["argument"], by=PARTICIPANT
                )

    return move
