"""What a rehearsal measured, and what it means in plain French. No Django."""

from dataclasses import dataclass, field

SLOW_ANSWER_MS = 1000
"""Beyond, people tap twice."""

SLOW_SCREEN_MS = 2000
"""Beyond, the hall's screen seems stuck."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the real runsheet, tried once in the twin: empty `troubles` when all its pages answer."""

    title: str
    troubles: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Report:
    """Counts are of sendings (words and ballots); times are milliseconds.

    `accepted`: those that got a receipt. `received`: those found in the database. `lost`: got a receipt
    and are absent or altered, or never got one although the room was open. `doubled`: counted more than
    once. `refused`: answered by a rule (closed, too long), which the phone shows. Answers are counted from
    the sending to the receipt, first success; delivery, from the sending to the hall's screen.
    """

    phones: int
    seconds: float
    sent: int = 0
    accepted: int = 0
    received: int = 0
    lost: int = 0
    doubled: int = 0
    refused: int = 0
    words: int = 0
    votes: int = 0
    replays: int = 0
    replays_wrong: int = 0
    cuts: int = 0
    restarts: int = 0
    reconnections: int = 0
    answers: list[float] = field(default_factory=list)
    deliveries: list[float] = field(default_factory=list)
    phone_deliveries: list[float] = field(default_factory=list)
    failed_pages: dict[str, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_safe(self) -> bool:
        """Nothing lost, nothing doubled, every replay answered by the first receipt."""
        return not (self.lost or self.doubled or self.replays_wrong)


def centile(values: list[float], share: int) -> float | None:
    """The value below which `share` percent of the measures stand; None without any."""
    if not values:
        return None
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, len(ordered) * share // 100)], 1)


def as_json(report: Report) -> dict[str, float | int | None]:
    """The figures, for another program."""
    return {
        "accepted": report.accepted,
        "received": report.received,
        "lost": report.lost,
        "doubled": report.doubled,
        "answer_p50_ms": centile(report.answers, 50),
        "answer_p95_ms": centile(report.answers, 95),
        "delivery_p50_ms": centile(report.deliveries, 50),
        "delivery_p95_ms": centile(report.deliveries, 95),
    }


def troubles(report: Report) -> list[str]:
    """What would fail on the day, as sentences; empty when nothing would."""
    found = []
    if report.lost:
        found.append(
            f"{_count(report.lost, 'envoi')} sur {report.sent} ne se retrouve{_nt(report.lost)} pas."
        )
    if report.doubled:
        found.append(f"{_count(report.doubled, 'envoi')} compte{_nt(report.doubled)} deux fois.")
    if report.replays_wrong:
        found.append(f"{_count(report.replays_wrong, 'renvoi')} sans le premier accusé de réception.")
    wait = centile(report.answers, 95)
    if wait is not None and wait > SLOW_ANSWER_MS:
        found.append(
            f"Un téléphone sur vingt attend plus de {_seconds(wait)} son accusé de réception : "
            "la machine est trop lente pour cette salle, ou elle fait autre chose en même temps."
        )
    screen = centile(report.deliveries, 95)
    if screen is not None and screen > SLOW_SCREEN_MS:
        found.append(f"Une parole sur vingt met plus de {_seconds(screen)} à atteindre l’écran de la salle.")
    if report.words and not report.deliveries:
        found.append("Aucune parole n’est arrivée à l’écran de la salle : le direct ne passe pas.")
    found += [
        f"La page {page} n’a pas répondu ({_count(n, 'fois')})." for page, n in report.failed_pages.items()
    ]
    found += [f"« {part.title} » : {trouble}" for part in report.parts for trouble in part.troubles]
    return found


def sentences(report: Report) -> list[str]:
    """The whole account, in plain French."""
    lines = [_played(report), _counted(report)]
    if report.answers:
        lines.append(f"Accusé de réception : {_pair(report.answers)}.")
    if report.deliveries:
        lines.append(f"Jusqu’à l’écran de la salle : {_pair(report.deliveries)}.")
    if report.phone_deliveries:
        lines.append(f"D’un geste de l’animation jusqu’aux téléphones : {_pair(report.phone_deliveries)}.")
    if report.parts:
        good = sum(not part.troubles for part in report.parts)
        lines.append(f"Parties du déroulé essayées : {good} sur {len(report.parts)} répondent partout.")
    lines += report.remarks
    failing = troubles(report)
    lines.append("Ce qui lâcherait :" if failing else "Rien ne lâcherait, dans ces conditions.")
    return lines + [f"- {sentence}" for sentence in failing]


def _played(report: Report) -> str:
    words, votes = _count(report.words, "parole"), _count(report.votes, "vote")
    killed = (
        f"{_count(report.restarts, 'arrêt')} brutal du serveur"
        if report.restarts
        else "serveur jamais arrêté"
    )
    return (
        f"{report.phones} téléphones pendant {_seconds(report.seconds * 1000)} : {words} et {votes}, chaque "
        f"envoi répété, {_count(report.cuts, 'coupure')} de réseau, {killed}."
    )


def _counted(report: Report) -> str:
    return (
        f"Acceptés : {report.accepted}. Retrouvés : {report.received}. Perdus : {report.lost}. "
        f"En double : {report.doubled}. Refusés par une règle, et dits : {report.refused}."
    )


def _pair(values: list[float]) -> str:
    half, most = centile(values, 50) or 0, centile(values, 95) or 0
    return f"{half:.0f} ms une fois sur deux, {most:.0f} ms au plus dix-neuf fois sur vingt"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 and not noun.endswith('s') else ''}"


def _nt(number: int) -> str:
    return "nt" if number > 1 else ""


def _seconds(milliseconds: float) -> str:
    seconds = f"{milliseconds / 1000:.1f}".removesuffix(".0").replace(".", ",")
    return f"{seconds} s"
