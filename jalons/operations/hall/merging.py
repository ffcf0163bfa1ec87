"""Bringing a hall back: a three-way comparison, row by row and column by column.

Each row stands in three states: when it left, as the hall has it now, as it is here. What changed in the
hall alone is written; what changed on both sides is a conflict, kept as it is here and shown; what is
already the same is left alone, so that reading an archive twice does no harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.db import IntegrityError, models, transaction
from django.db.models import F, Max

from jalons.operations import rows
from jalons.operations.dossier.archive import automatic_through
from jalons.operations.dossier.contents import OWN, SHARED
from jalons.operations.dossier.reading import Renamed, place_shared, translated
from jalons.operations.hall import archive as archives
from jalons.rooms.models import Contribution, Option, Room, Sequence

Model = type[models.Model]

PASSING = {"updated_at", "last_move", "last_number"}
"""Columns that follow the others and are no fact of their own."""

_APART = 10_000
"""Far from any position: rows whose order changed step aside before they take their place."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both sides changed, or that could not be written."""

    thing: str
    column: str
    here: str
    hall: str

    @property
    def sentence(self) -> str:
        if not self.column:
            return f"{self.thing} : {self.hall}"
        return (
            f"{self.thing}, {self.column} : ici « {self.here} », dans la salle « {self.hall} ». Gardé : ici."
        )


@dataclass(slots=True)
class Outcome:
    """What one reading did. `added` and `changed` count rows by their French name."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    same: int = 0
    renumbered: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def is_nothing_new(self) -> bool:
        return not (self.added or self.changed or self.conflicts)

    singular: dict[str, str] = field(default_factory=dict)

    def count(self, tally: dict[str, int], model: Model) -> None:
        name = str(model._meta.verbose_name_plural)
        self.singular[name] = str(model._meta.verbose_name)
        tally[name] = tally.get(name, 0) + 1


def merge(archive: ZipFile, former: bytes) -> Outcome:
    """Write what the hall produced, in the caller's transaction. `former` is the last archive read, or empty.

    Raises IntegrityError or UnreadableRowError when the archive contradicts itself.
    """
    return _Merge(archive, former).run()


class _Merge:
    def __init__(self, archive: ZipFile, former: bytes) -> None:
        self._archive = archive
        self._former = ZipFile(BytesIO(former)) if former else None
        self._renamed: Renamed = {}
        self._left_out: set[tuple[Model, str]] = set()
        self.outcome = Outcome()

    def run(self) -> Outcome:
        for shared in SHARED:
            for row in archives.lines(self._archive, f"communs/{shared.label.lower()}.jsonl"):
                place_shared(shared, row, self._renamed)
        for own in OWN:
            self._model(own.model, own.label.lower())
        for own in OWN:
            self._links(own.model)
        for room in Room.objects.filter(pk__in=self._rooms()):
            last = room.contributions.aggregate(last=Max("number"))["last"] or 0
            Room.objects.filter(pk=room.pk, last_number__lt=last).update(last_number=last)
        return self.outcome

    def _rooms(self) -> list[str]:
        return [row["id"] for row in archives.lines(self._archive, "donnees/rooms.room.jsonl")]

    def _rows(self, model: Model, name: str) -> tuple[dict[str, rows.Row], dict[str, rows.Row]]:
        """When they left (or were last read), and now, both as this installation would write them."""
        source, folder = (
            (self._archive, "depart/donnees") if self._former is None else (self._former, "donnees")
        )
        before = {
            row["id"]: self._plain(model, row) for row in archives.lines(source, f"{folder}/{name}.jsonl")
        }
        now = {
            row["id"]: self._plain(model, row)
            for row in archives.lines(self._archive, f"donnees/{name}.jsonl")
        }
        return before, now

    def _plain(self, model: Model, row: rows.Row) -> rows.Row:
        return rows.dump(rows.load(model, translated(model, row, self._renamed)))

    def _model(self, model: Model, name: str) -> None:
        before, now = self._rows(model, name)
        here = {
            str(one.pk): rows.dump(one) for one in model._base_manager.filter(pk__in=list(now)).order_by("pk")
        }
        updates = [
            one for key in now.keys() & here.keys()
            for one in self._compared(model, before.get(key), now[key], here[key])
        ]  # fmt: skip
        self._write(model, updates)  # before the additions: what closed makes room for what opened
        for key, row in now.items():
            if key in here:
                continue
            if key in before:
                self._gone(model, row)
            else:
                self._add(model, row)
        for key in before.keys() - now.keys():
            self._deleted_there(model, before[key])

    def _compared(
        self, model: Model, before: rows.Row | None, row: rows.Row, here: rows.Row
    ) -> list[tuple[str, rows.Row]]:
        """The columns to write; conflicts are noted."""
        base = before if before is not None else here
        wanted: rows.Row = {}
        for column, value in row.items():
            if column in PASSING or value == here[column] or value == base[column]:
                continue
            if here[column] == base[column]:
                wanted[column] = value
            else:
                self._conflict(model, row, column, here[column], value)
        if not wanted:
            self.outcome.same += 1
            return []
        return [(str(row["id"]), wanted)]

    def _write(self, model: Model, updates: list[tuple[str, rows.Row]]) -> None:
        moved = [key for key, wanted in updates if "position" in wanted]
        if model in (Sequence, Option) and moved:
            model._base_manager.filter(pk__in=moved).update(position=F("position") + _APART)
        waiting, again = updates, True
        while (
            waiting and again
        ):  # one that must close before another opens: whoever fails waits for the others
            failed = [one for one in waiting if not self._updated(model, *one)]
            again, waiting = len(failed) < len(waiting), failed
        for key, _ in waiting:
            self.outcome.conflicts.append(
                Conflict(
                    self._name(model, {"id": key}),
                    "",
                    "",
                    "ne s’accorde pas avec ce qui est ici. Gardé : ici.",
                )
            )

    def _updated(self, model: Model, key: str, wanted: rows.Row) -> bool:
        loaded = rows.load(model, wanted)
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=key).update(**{name: getattr(loaded, name) for name in wanted})
        except IntegrityError:
            return False
        self.outcome.count(self.outcome.changed, model)
        return True

    def _add(self, model: Model, row: rows.Row) -> None:
        missing = self._depends_on_left_out(model, row)
        if missing:
            self._leave_out(model, row, f"dépend de ce qui n’a pas pu être écrit ({missing}).")
            return
        if model is Contribution:
            row = self._numbered(row)
        try:
            with transaction.atomic():
                rows.insert(rows.load(model, row))
        except IntegrityError:
            self._leave_out(model, row, "ne s’accorde pas avec ce qui est ici. Pas écrit.")
        else:
            self.outcome.count(self.outcome.added, model)

    def _numbered(self, row: rows.Row) -> rows.Row:
        """A number that was given here too meanwhile: the word takes the next one, and it is said."""
        same_room = Contribution.objects.filter(room=row["room_id"])
        if not same_room.filter(number=row["number"]).exists():
            return row
        last = same_room.aggregate(last=Max("number"))["last"] or 0
        words = archives.lines(self._archive, "donnees/rooms.contribution.jsonl")
        of_hall = [word["number"] for word in words if word["room_id"] == row["room_id"]]
        number = max(last, *of_hall) + 1
        self.outcome.renumbered.append(
            f"La parole n° {row['number']} de la salle est devenue ici la n° {number}."
        )
        return row | {"number": number}

    def _depends_on_left_out(self, model: Model, row: rows.Row) -> str:
        for column in model._meta.concrete_fields:
            if isinstance(column, models.ForeignKey):
                wanted = (column.related_model, str(row[column.attname]))
                if wanted in self._left_out:
                    return str(column.verbose_name)
        return ""

    def _leave_out(self, model: Model, row: rows.Row, why: str) -> None:
        self._left_out.add((model, str(row["id"])))
        self.outcome.conflicts.append(Conflict(self._name(model, row), "", "", why))

    def _gone(self, model: Model, row: rows.Row) -> None:
        self._leave_out(
            model,
            row,
            "n’est pas ici : supprimé depuis le départ, ou écarté d’une première lecture. Rien n’est recréé.",
        )

    def _deleted_there(self, model: Model, row: rows.Row) -> None:
        if model._base_manager.filter(pk=row["id"]).exists():
            why = "a été supprimé dans la salle. Gardé ici."
            self.outcome.conflicts.append(Conflict(self._name(model, row), "", "", why))

    def _conflict(self, model: Model, row: rows.Row, column: str, here: Any, hall: Any) -> None:
        label = next(str(f.verbose_name) for f in model._meta.concrete_fields if f.attname == column)
        self.outcome.conflicts.append(Conflict(self._name(model, row), label, _said(here), _said(hall)))

    def _name(self, model: Model, row: rows.Row) -> str:
        """« Séquence « Ce que nous vivons ici » »."""
        label = next((str(row[name]) for name in ("title", "label", "name", "text") if row.get(name)), "")
        if not label and (known := model._base_manager.filter(pk=row["id"]).first()) is not None:
            label = str(known)
        noun = str(model._meta.verbose_name)
        return f"{noun[:1].upper()}{noun[1:]}" + (f" « {label[:80]} »" if label else "")

    def _links(self, model: Model) -> None:
        """Pairs of many-to-many rows that the hall made."""
        for column in model._meta.local_many_to_many:
            through = automatic_through(column)
            if through is None:
                continue
            source, target = column.m2m_column_name(), column.m2m_reverse_name()
            name = f"{model._meta.label_lower}.{column.name}.jsonl"
            for pair in self._new_pairs(name):
                if (model, pair["source"]) in self._left_out:
                    continue
                far = self._renamed.get((column.related_model, pair["target"]), pair["target"])
                _, is_new = through._base_manager.get_or_create(**{source: pair["source"], target: far})
                if is_new:
                    self.outcome.count(self.outcome.added, model)

    def _new_pairs(self, name: str) -> Iterator[dict[str, str]]:
        source, folder = (self._archive, "depart/liens") if self._former is None else (self._former, "liens")
        before = {(pair["source"], pair["target"]) for pair in archives.lines(source, f"{folder}/{name}")}
        for pair in archives.lines(self._archive, f"liens/{name}"):
            if (pair["source"], pair["target"]) not in before:
                yield pair


def _said(value: Any) -> str:
    if value is None or value == "":
        return "rien"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)[:200]
