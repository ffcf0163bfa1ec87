"""`python -m tests.operations.hall_seed MOVE …`: moves inside an installation, for the tests of the hall.

Each prints one JSON object. `rows` prints every row of the territory, model by model.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import django


def main(move: str, *arguments: str) -> None:
    django.setup()
    print(json.dumps(MOVES[move](*arguments)))


def rows() -> dict[str, Any]:
    from jalons.initiatives.models import Initiative
    from jalons.operations import rows as plain
    from jalons.operations.dossier.contents import OWN

    initiative = Initiative.objects.get()
    return {own.label: [plain.dump(one) for one in own.rows(initiative)] for own in OWN}


def rename(title: str) -> dict[str, Any]:
    """Change the title of the second part, as somebody would here while the hall is away."""
    from jalons.rooms.models import Sequence

    Sequence.objects.filter(position=2).update(title=title)
    return {}


def say(text: str) -> dict[str, Any]:
    """Somebody says something here while the hall is away: it takes the next number."""
    from jalons.rooms.actions import contributions
    from jalons.rooms.models import Room
    from tests.rooms.build import words

    room = Room.objects.get()
    sequence = room.step.sequences.get(position=1)
    receipt = contributions.say(room=room, sequence_id=sequence.id, words=words(text), token=text[-12:])
    return {"number": receipt.number}


def vote() -> dict[str, Any]:
    """In the hall: close the first part, open an abaque, and one phone answers it."""
    from jalons.core.ids import new_id
    from jalons.rooms.actions import runsheet, sequences, votes
    from jalons.rooms.kinds.base import OptionDraft
    from jalons.rooms.models import Room
    from tests.rooms.build import CLAIRE

    room = Room.objects.get()
    sequences.close(sequence=room.step.sequences.get(position=1), by=CLAIRE)
    asked = runsheet.add_sequence(room.step, kind="abaque", title="Vos avis", by=CLAIRE)
    runsheet.set_options(
        sequence=asked, options=[OptionDraft("statement", new_id(), "On vit bien ici.")], by=CLAIRE
    )
    sequences.open_sequence(sequence=asked, by=CLAIRE)
    votes.cast(
        room=room,
        sequence_id=asked.id,
        ballot=new_id(),
        token="un",
        answers={asked.options.get().id: {"": "pp"}},
    )
    return {}


MOVES: dict[str, Callable[..., dict[str, Any]]] = {"rows": rows, "rename": rename, "say": say, "vote": vote}

if __name__ == "__main__":
    main(*sys.argv[1:])
