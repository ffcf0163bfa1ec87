"""Importing a file: batch after batch, so that nobody waits for a lock and memory stays the same.

A second import of the same file changes nothing; a corrected figure keeps the former one; each refused line
is said with its reason. Figures are committed as they come: a stopped import is finished by importing again.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.indicators.actions import rows
from jalons.indicators.actions.rows import Combination
from jalons.indicators.actions.totals import Totals
from jalons.indicators.comparison import Knowledge
from jalons.indicators.enums import ImportStatus
from jalons.indicators.importing import reading, tables
from jalons.indicators.importing.layouts import Layout
from jalons.indicators.importing.reading import Recognised
from jalons.indicators.importing.records import COMMUNE, Aside, FileError, Item, Options, Record, Refusal
from jalons.indicators.models import DataImport, Indicator, Source
from jalons.indicators.queries import geography
from jalons.journal.actions import record as write_journal

BATCH = 5000
KEPT_REFUSALS = 200
LEVELS = ("commune", "epci", "departement", "region", "france")
COUNT_PLACES = 1
FINE_COUNTS = frozenset({"drees-apl"})
"""Sources whose counts are tenths of a doctor: one decimal would lose them."""
CHUNK = 1 << 20
Say = Callable[[int, str], None]


@dataclass(slots=True)
class Tally:
    """What an import did, counted as it goes."""

    lines: int = 0
    written: int = 0
    corrected: int = 0
    unchanged: int = 0
    refused: int = 0
    refusals: list[dict[str, Any]] = field(default_factory=list)
    asides: Counter[str] = field(default_factory=Counter)
    layouts: list[str] = field(default_factory=list)
    last_refused: tuple[int, str] = (0, "")

    def refuse(self, refusal: Refusal) -> None:
        """Count a line refused for one reason once, whatever the number of its figures."""
        if (refusal.line, refusal.reason) == self.last_refused:
            return
        self.last_refused = (refusal.line, refusal.reason)
        self.refused += 1
        if len(self.refusals) < KEPT_REFUSALS:
            self.refusals.append({"line": refusal.line, "reason": refusal.reason, "extract": refusal.extract})


@dataclass(slots=True)
class _Writer:
    """Puts records away, knowing the catalogue and the geography once and for all."""

    tally: Tally
    run: DataImport | None
    now: datetime
    index: geography.Index = field(default_factory=geography.index)
    indicators: dict[str, tuple[UUID, int]] = field(default_factory=dict)
    sources: dict[str, UUID] = field(default_factory=dict)
    stored: dict[Combination, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = Indicator.objects.values_list("code", "id", "lowest_level")
        self.indicators = {code: (pk, LEVELS.index(level)) for code, pk, level in known}
        self.sources = dict(Source.objects.values_list("code", "id"))
        if not self.indicators or not self.index.ids:
            raise DomainError("Chargez d’abord la géographie (« jalons geography load ») et le catalogue.")

    def write(self, records: Iterable[Record]) -> None:
        """One batch, in one transaction."""
        wanted: dict[rows.Key, rows.Content] = {}
        for each in records:
            key = self._key(each)
            places = 4 if each.source in FINE_COUNTS else COUNT_PLACES
            if key is not None:
                wanted[key] = (
                    rows.decimal(each.value),
                    each.status.value,
                    rows.decimal(each.numerator, places),
                    rows.decimal(each.denominator, places),
                    each.note,
                )
        with transaction.atomic():
            self._store(wanted)

    def _key(self, each: Record) -> rows.Key | None:
        known = self.indicators.get(each.indicator)
        place = self.index.find(each.level, each.code)
        if known is None or place is None:
            return None
        if LEVELS.index(each.level) < known[1]:
            self.tally.asides["sous le plus petit niveau honnête de l’indicateur"] += 1
            return None
        return known[0], place, each.vintage, self.sources[each.source], each.geography_year

    def _store(self, wanted: dict[rows.Key, rows.Content]) -> None:
        stored = self._stored(wanted)
        new = [(key, content) for key, content in wanted.items() if key not in stored]
        changed = [
            (stored[key][0], stored[key][1], content)
            for key, content in wanted.items()
            if key in stored and stored[key][1] != content
        ]
        rows.insert(new, now=self.now)
        if changed:
            rows.correct(changed, run=self.run)
        self.tally.written += len(new)
        self.tally.corrected += len(changed)
        self.tally.unchanged += len(wanted) - len(new) - len(changed)

    def _stored(self, wanted: dict[rows.Key, rows.Content]) -> dict[rows.Key, tuple[UUID, rows.Content]]:
        """Stored figures of this batch; nothing is asked for what was never imported before."""
        groups: dict[Combination, list[UUID]] = {}
        for indicator, place, vintage, source, year in wanted:
            groups.setdefault((indicator, source, vintage, year), []).append(place)
        found: dict[rows.Key, tuple[UUID, rows.Content]] = {}
        for group, places in groups.items():
            if group not in self.stored:
                self.stored[group] = rows.same(group).exists()
            if self.stored[group]:
                found |= rows.stored(group, places)
        return found


def read_file(
    path: Path,
    *,
    options: Options,
    mapping: Layout | None = None,
    run: DataImport | None = None,
    say: Say | None = None,
    now: datetime | None = None,
) -> Tally:
    """Read every known table of a file into the base. `say` hears (lines read, table) now and then.

    Raises DomainError when the file does not open, when no table of it is known, or when something is missing
    that only a person can say.
    """
    tally = Tally()
    writer = _Writer(tally, run, now or clock.now())
    try:
        for table in tables.tables(path):
            found = reading.recognise(table, mapping)
            if found is None:
                tally.asides[f"tableau inconnu : {table.name}"] += 1
                continue
            tally.layouts.append(found.layout.code)
            _read(found, options, writer, say)
    except FileError as wrong:
        raise DomainError(str(wrong), field="file") from wrong
    if not tally.layouts:
        raise DomainError(
            f"Aucune forme connue dans {path.name}. Décrivez ses colonnes avec l’assistant, ou vérifiez que "
            "c’est le fichier d’origine du producteur.",
            field="file",
        )
    return tally


def _read(found: Recognised, options: Options, writer: _Writer, say: Say | None) -> None:
    totals = Totals(writer.index) if found.layout.sums else None
    stream = _records(found, options, writer, totals, say)
    while batch := list(islice(stream, BATCH)):
        writer.write(batch)
    if totals:
        rebuilt = totals.records(zero_when_absent=found.layout.zero_when_absent)
        while batch := list(islice(rebuilt, BATCH)):
            writer.write(batch)


def _counted(
    found: Recognised, options: Options, tally: Tally, say: Say | None
) -> Iterator[tuple[int, Item]]:
    """The items of a table, its lines counted and told now and then."""
    last = 0
    for line, item in reading.items(found, options):
        if line != last:
            last = line
            tally.lines += 1
            if say and tally.lines % BATCH == 0:
                say(tally.lines, found.table.name)
        yield line, item


def _records(
    found: Recognised, options: Options, writer: _Writer, totals: Totals | None, say: Say | None
) -> Iterator[Record]:
    """Records of communes and others as they are today: communes nouvelles gather what they took in."""
    tally, merged = writer.tally, _Merged(writer.index)
    for line, item in _counted(found, options, tally, say):
        match item:
            case Aside():
                tally.asides[item.reason] += 1
            case Refusal():
                tally.refuse(item)
            case Record():
                refused = _refusal(item, writer)
                if refused:
                    tally.refuse(Refusal(line, refused, item.code))
                elif merged.takes(item):
                    continue
                else:
                    if totals:
                        totals.add(item)
                    yield item
    for item in merged.records():
        if totals:
            totals.add(item)
        yield item


def _refusal(item: Record, writer: _Writer) -> str:
    if item.indicator not in writer.indicators:
        return f"L’indicateur {item.indicator} n’est pas au catalogue."
    if item.source not in writer.sources:
        return f"La source {item.source} n’est pas au catalogue."
    code = item.code
    if item.level == COMMUNE and code in writer.index.successors:
        return ""
    if writer.index.find(item.level, code) is None:
        words = {"epci": "L’intercommunalité", "commune": "La commune"}
        word = words.get(item.level, "Le territoire")
        return f"{word} {code} n’existe pas, ou plus, dans la géographie chargée."
    return ""


class _Merged:
    """Former communes, kept until all of what became one commune nouvelle is there."""

    def __init__(self, index: geography.Index) -> None:
        self.index = index
        self.held: dict[tuple[str, str, str, str, int], list[Record]] = {}

    def takes(self, item: Record) -> bool:
        """Whether this record waits: it is of a former commune, or of one that took others in."""
        if item.level != COMMUNE:
            return False
        target = self.index.successors.get(item.code, item.code)
        if item.code == target and target not in self.index.predecessors:
            return False
        key = (target, item.indicator, item.vintage, item.source, item.geography_year)
        self.held.setdefault(key, []).append(item)
        return True

    def records(self) -> Iterator[Record]:
        """One record a commune of today: counts added; without counts, only what needs no adding."""
        for (code, indicator, vintage, source, year), parts in self.held.items():
            if len(parts) == 1 and parts[0].code == code:
                yield parts[0]
                continue
            counted = [p for p in parts if p.numerator is not None and p.denominator]
            denominator = sum(p.denominator or 0 for p in parts)
            note = "Somme des communes d’avant la fusion"
            if len(counted) == len(parts):
                above = sum(p.numerator or 0 for p in counted)
                first = counted[0]
                scale = (
                    (first.value or 0) * (first.denominator or 0) / first.numerator
                    if first.numerator
                    else 100
                )
                yield Record(
                    indicator, COMMUNE, code, vintage, scale * above / denominator, source, year,
                    Knowledge.PUBLISHED, above, denominator, note,
                )  # fmt: skip
            elif all(p.denominator is None and p.value is not None for p in parts) and indicator in {
                "POP_TOT",
                "EAJE_NB",
            }:
                yield Record(
                    indicator,
                    COMMUNE,
                    code,
                    vintage,
                    sum(p.value or 0 for p in parts),
                    source,
                    year,
                    note=note,
                )
            else:
                known = denominator if all(p.denominator is not None for p in parts) else None
                hidden = f"{note} : pas de calcul possible, une partie est cachée ou sans effectif"
                yield Record(
                    indicator,
                    COMMUNE,
                    code,
                    vintage,
                    None,
                    source,
                    year,
                    Knowledge.MASKED,
                    None,
                    known,
                    hidden,
                )


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read by pieces."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def import_file(
    path: Path,
    *,
    by: Actor,
    options: Options | None = None,
    mapping: Layout | None = None,
    say: Say | None = None,
    now: datetime | None = None,
) -> DataImport:
    """Read one file from the command line, and keep the account of it. Raises DomainError as `read_file`."""
    run = DataImport.objects.create(
        name=path.name[:200], digest=digest_of(path), status=ImportStatus.RUNNING, by_label=by.label
    )
    return perform(run, path, by=by, options=options or Options(), mapping=mapping, say=say, now=now)


def perform(
    run: DataImport,
    path: Path,
    *,
    by: Actor,
    options: Options,
    mapping: Layout | None = None,
    say: Say | None = None,
    now: datetime | None = None,
) -> DataImport:
    """Read the file of a prepared import. A refusal of the whole file is kept with it, then raised again."""
    try:
        tally = read_file(path, options=options, mapping=mapping, run=run, say=say, now=now)
    except DomainError as refused:
        run.status, run.problem, run.finished_at = ImportStatus.FAILED, refused.message, now or clock.now()
        run.save()
        raise
    run.layout = ", ".join(dict.fromkeys(tally.layouts))[:40]
    run.lines, run.written, run.corrected = tally.lines, tally.written, tally.corrected
    run.unchanged, run.refused = tally.unchanged, tally.refused
    run.refusals, run.asides = tally.refusals, dict(tally.asides)
    run.status, run.share, run.finished_at = ImportStatus.DONE, 100, now or clock.now()
    with transaction.atomic():
        run.save()
        if tally.written or tally.corrected:
            write_journal(
                "figures.imported",
                by=by,
                on=run.id,
                label=run.name,
                now=now,
                written=tally.written,
                corrected=tally.corrected,
            )
    return run
