"""Advice on how a « changement durable souhaité » is worded (domain.md §2.10). Kernel without Django.

    >>> check("Sensibiliser les élus au handicap").codes
    ('action',)
    >>> check("Les jeunes organisent eux-mêmes des temps de rencontre dans leur commune").verdict
    'ok'

A rule of language can be wrong: every warning is a question with an example, none blocks, nothing is
rewritten (rule 20). How often it is right is measured on our own statements: docs/formulation.md.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from jalons.changes import lexicon
from jalons.changes import sentence as reading
from jalons.changes.sentence import DETERMINERS, NUMBERS, Sentence

Check = Callable[[Sentence], bool]
_LONGEST = 320  # characters: more is no sentence to read aloud
_SHORT_TAIL = 7  # words after a state: « épanouis dans leur commune » tells nothing one could see
_BE = frozenset(["est", "sont"])


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at again: why it matters, and a wording that avoids it."""

    code: str
    message: str
    example: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What the check has to say; empty warnings mean « ok »."""

    warnings: tuple[Remark, ...]

    @property
    def verdict(self) -> str:
        return "warn" if self.warnings else "ok"

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(w.code for w in self.warnings)


def check(
    statement: str,
    *,
    starting_situation: str | None = None,
    observable_sign: str | None = None,
    who: str | None = None,
) -> Advice:
    """Read a statement. Fields left at None are not judged; empty ones are.

    Returns the warnings in the order of the table of §2.10.
    """
    told = reading.read(
        statement, starting_situation=starting_situation, observable_sign=observable_sign, who=who
    )
    if not told.words:
        return Advice((_WARNINGS["empty"],))
    return Advice(tuple(_WARNINGS[code] for code, holds in _CHECKS if holds(told)))


# Each mistake of §2.10 and the test for it --------------------------------------------------------


def _is_action(s: Sentence) -> bool:
    """An infinitive of doing by us, the noun of it, or « nous créons »."""
    if s.is_infinitive:
        return s.is_framed or s.first not in lexicon.STATE_INFINITIVES
    if s.first == "nous" and any(w.endswith("ons") for w in s.words[1:4]):
        return True
    if s.first == "on" and s.verb in lexicon.DONE_BY_US:
        return True
    return _is_named_action(s)


def _is_named_action(s: Sentence) -> bool:
    """« ouverture de… », « un programme de… »: the noun of what we do."""
    if s.head in lexicon.ACTION_NOUNS:
        return True
    if s.verb_at is not None or not s.head:
        return False
    follows = s.tokens[s.tokens.index(s.head) + 1 : s.tokens.index(s.head) + 2]
    is_of = follows[:1] and follows[0] in {"de", "d’", "du", "des"}
    is_process = lexicon.PROCESS_ENDING.search(s.head) is not None and s.head not in lexicon.NO_PROCESS
    return s.head in lexicon.ACTION_FRAMES or (bool(is_of) and is_process and not reading.is_somebody(s.head))


def _is_output(s: Sentence) -> bool:
    """Counts or shows off something that we produce."""
    if _is_named_action(s) or s.is_infinitive or _is_indicator(s):
        return False
    is_made = (
        s.verb in lexicon.COMES_UP
        or (s.verb in _BE and any(w in lexicon.PRODUCED for w in s.after[:4]))
        or " ".join(s.tokens[s.verb_at or 0 :][:4]).startswith(lexicon.COMES_UP_PHRASES)
    )
    if _is_counted(s):
        return is_made or not _is_somebody(s)
    is_ours = s.head in lexicon.OUTPUTS or not _is_somebody(s)
    is_one = s.tokens[0] in {"un", "une", "des"} and s.head in lexicon.OUTPUTS and s.verb_at is not None
    return (is_ours and is_made) or is_one


def _is_counted(s: Sentence) -> bool:
    tokens = [t for t in s.tokens[:4] if t not in {"au", "moins", "près", "de", "plus", "environ", "quelque"}]
    first = tokens[0] if tokens else ""
    is_about = s.tokens[:2] in {
        ("une", "dizaine"),
        ("une", "vingtaine"),
        ("une", "centaine"),
        ("une", "trentaine"),
    }
    return first[:1].isdigit() or first in NUMBERS or is_about


def _is_indicator(s: Sentence) -> bool:
    """A rate or a target instead of a change."""
    if re.match(r"^(?:au moins |plus de |près de |environ )?\d[\d\s.,]*\s*(?:%|pour ?cent)", s.text):
        return True
    if re.match(
        r"^(?:au moins |plus de |près de )?(?:les |la )?(?:deux tiers|trois quarts|moitié)\b", s.text
    ):
        return True
    if re.match(r"^\w+ [^,;]{1,60}? sur (?:deux|trois|quatre|cinq|dix|cent|\d+)\b", s.text):
        return not s.text.startswith(("un ", "une "))
    if s.head in lexicon.MEASURES:
        return True
    has_figure = re.search(r"\d|\b(?:nombre|taux|part)\b", s.text) is not None
    if s.head in lexicon.MOVEMENTS and has_figure:
        return True
    return s.verb in lexicon.REACHES and not _is_somebody(s)


def _has_no_subject(s: Sentence) -> bool:
    """Nobody is named: who lives otherwise?"""
    if s.who or _is_told_otherwise(s):
        return False
    if s.is_infinitive:
        return not s.names_people
    return s.verb_at is None or not _is_somebody(s)


def _is_somebody(s: Sentence) -> bool:
    """Whether people (or a body that may change) are what the sentence speaks about."""
    if s.first in lexicon.PRONOUNS or s.names_an_age or reading.is_somebody(s.head):
        return True
    is_moving = s.verb in lexicon.VARIATION or s.verb in _BE
    if any(reading.is_somebody(w) for w in s.subject):
        return not (is_moving and reading.is_thing(s.head))
    if reading.is_thing(s.head) or not s.head:
        return False
    return (s.is_plural and s.verb not in lexicon.VARIATION) or s.verb in lexicon.HUMAN_VERBS


def _is_told_otherwise(s: Sentence) -> bool:
    """Another remark already says the main thing, and asks for people as well."""
    return _is_named_action(s) or _is_indicator(s) or _is_output(s) or _is_negative(s) or _is_unrealistic(s)


def _is_institution(s: Sentence) -> bool:
    """The bodies of the convention are the only subject, and nobody else acts with them."""
    if s.verb_at is None or s.is_infinitive:
        return False
    if s.head == "partenaires":
        return not any(reading.is_person(w) for w in s.after)
    if s.head not in lexicon.OUR_INSTITUTIONS and not s.text.startswith(lexicon.BODIES):
        return False
    beside = s.subject[s.subject.index("et") :] if "et" in s.subject else ()
    if any(reading.is_person(w) for w in beside):
        return False
    with_them = s.after[s.after.index("avec") + 1 :][:4] if "avec" in s.after else ()
    return not any(reading.is_person(w) for w in with_them)


def _is_multiple(s: Sentence) -> bool:
    """Two subjects with their own verb, or three subjects that do several things."""
    if s.verb_at is None or s.is_infinitive:
        return False
    after, is_inside = s.after, False
    for i, sign in enumerate(after):
        if sign in lexicon.SUBORDINATORS and (i == 0 or after[i - 1] not in {"à", "de", "avec", "vers"}):
            is_inside = True
        if sign == ";":
            is_inside = False
        joins = sign in {"et", ",", ";", "mais", "tandis", "pendant", "alors", "ainsi"}
        if joins and not is_inside and _opens_subject(after[i + 1 :]):
            return True
    if _shares_verb(after):
        return True
    joined = sum(1 for i, w in enumerate(s.subject[:-1]) if w == "et" and _is_named_soon(s.subject[i + 1 :]))
    verbs = sum(reading.is_verb(w, s.tokens[i - 1] if i else "") for i, w in enumerate(s.tokens))
    return joined >= 2 and verbs >= 2  # noqa: PLR2004 - three subjects, and they do several things


def _opens_subject(tokens: tuple[str, ...]) -> bool:
    """« les jeunes restent »: a determiner, a noun, then a verb that is theirs."""
    rest = [t for t in tokens[:10] if t not in {"que", "qu’"}]
    if len(rest) < 3 or rest[0] not in DETERMINERS - {"de", "d’", "du", "aux", "au"}:  # noqa: PLR2004
        return False
    for i, sign in enumerate(rest[1:], start=1):
        if sign in lexicon.SUBORDINATORS or sign in {",", ";", "et", ":"}:
            return False
        if i > 1 and reading.is_verb(sign, rest[i - 1]):
            return True
    return False


def _shares_verb(tokens: tuple[str, ...]) -> bool:
    """« les jeunes accèdent à un logement, les aînés à des visites »: the verb is said once for several."""
    told = re.findall(r"(?:,|et) (?:les|des|leurs) (\S+) (?:à|aux|au|de|d’) ", " ".join(tokens) + " ")
    return len([w for w in told if reading.is_person(w)]) >= 2  # noqa: PLR2004


def _is_named_soon(tokens: tuple[str, ...]) -> bool:
    return any(reading.is_person(w) or w in lexicon.ORGANISATIONS for w in tokens[:2])


def _is_unrealistic(s: Sentence) -> bool:
    """Everything, nobody, never."""
    if any(re.search(pattern, s.text) for pattern in lexicon.TOTALS):
        return True
    is_whole = s.tokens[0] in {"tous", "toutes"} and s.tokens[1:2] == ("les",)
    return is_whole and reading.is_person(s.head)


def _is_unobservable(s: Sentence) -> bool:
    """An inner state, and no answer to « à quoi le verrait-on ? »."""
    if s.observable_sign or s.is_infinitive:
        return False
    for pattern in lexicon.INNER:
        if found := re.search(pattern, s.text):
            state = found.groupdict().get("state")
            is_short = len(re.findall(r"\w+", s.text[found.end() :])) < _SHORT_TAIL
            if is_short and (state is None or state in lexicon.STATES):
                return True
    return False


def _is_negative(s: Sentence) -> bool:
    """Says what is absent, or less of it, instead of what is there."""
    if re.match(r"^(?:moins de|plus de problèmes?|plus aucune?|zéro\b)", s.text) or s.head in lexicon.ENDINGS:
        return True
    if s.head in lexicon.MOVEMENTS and s.verb_at is None:
        return not re.match(r"^(?:une? |l’)?(?:hausse|augmentation|progression)", s.text)
    if reading.is_thing(s.head) and s.verb in lexicon.RECEDES:
        return True
    if re.search(r"\bsont moins [^\W\d_]+", s.text):
        return True
    return _denies(s)


def _denies(s: Sentence) -> bool:
    """« ne … plus » on the main verb; a denial inside « qui ne conduisent plus » says who, not what."""
    found = re.search(r"\bn[’e]\s?\S+(?:\s\S+)?\s(?:plus|pas|jamais|aucune?|rien)\b", s.text)
    if s.verb_at is None or found is None:
        return found is not None
    around = s.tokens[max(0, s.verb_at - 4) : s.verb_at]
    start = next((i for i in range(len(around) - 1, -1, -1) if around[i] in {"ne", "n’"}), None)
    if start is None or any(t in lexicon.SUBORDINATORS for t in around[start:]):
        return False
    return any(t in {"plus", "pas", "jamais", "aucun", "aucune", "rien"} for t in s.after[:4])


def _lacks_start(s: Sentence) -> bool:
    """No starting situation was written."""
    return s.starting_situation is not None and not s.starting_situation.strip()


def _is_jargon(s: Sentence) -> bool:
    return any(w in lexicon.JARGON for w in s.words) or any(
        re.search(p, s.text) for p in lexicon.JARGON_PHRASES
    )


def _is_long(s: Sentence) -> bool:
    return len(s.text) > _LONGEST


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("action", _is_action),
    ("output", _is_output),
    ("indicator", _is_indicator),
    ("no_subject", _has_no_subject),
    ("institution", _is_institution),
    ("multiple", _is_multiple),
    ("unrealistic", _is_unrealistic),
    ("unobservable", _is_unobservable),
    ("negative", _is_negative),
    ("same_as_today", _lacks_start),
    ("jargon", _is_jargon),
    ("long", _is_long),
)

_WARNINGS = {
    w.code: w
    for w in (
        Remark(
            "empty",
            "L’énoncé est vide.",
            "Les parents des hameaux se retrouvent chaque semaine près de chez eux.",
        ),
        Remark(
            "action",
            (
                "Cela ressemble à une action : quelque chose que nous ferions. "
                "Qu’est-ce que les gens vivront ou feront autrement grâce à elle ?"
            ),
            "« Créer un café des parents » devient « Les parents se retrouvent et se rendent service. »",
        ),
        Remark(
            "output",
            "Cela compte ce que nous aurons produit. Que change-t-il pour celles et ceux qui s’en servent ?",
            (
                "« 12 places sont ouvertes » devient « Les parents aux horaires décalés font garder "
                "leur enfant près de chez eux. »"
            ),
        ),
        Remark(
            "indicator",
            "C’est une mesure. Elle dira si le changement arrive ; écrivez d’abord ce qui change.",
            "« 80 % de participants » devient « Les habitants prennent la parole au conseil municipal. »",
        ),
        Remark(
            "no_subject",
            "On ne voit pas qui vit autrement. Nommez les personnes ou le groupe.",
            "« Améliorer la mobilité » devient « Les jeunes sans permis vont seuls à leur apprentissage. »",
        ),
        Remark(
            "institution",
            "Seule une institution change ici. Qui, en dehors d’elle, vit autrement ?",
            (
                "« La communauté de communes renforce son offre » devient « Les familles trouvent "
                "une place d’accueil dans leur vallée. »"
            ),
        ),
        Remark(
            "multiple",
            "Il y a peut-être deux changements en un. Séparés, chacun aura son propre chemin.",
            "« Les familles sont informées et les jeunes s’engagent » devient deux énoncés.",
        ),
        Remark(
            "unrealistic",
            "Est-ce à notre portée d’ici la fin de la convention ? Sinon, gardez-le dans le futur idéal.",
            "« La solitude a disparu » devient « Les personnes seules reçoivent une visite chaque semaine. »",
        ),
        Remark(
            "unobservable",
            "À quoi le verrait-on ? Ajoutez un signe que chacun pourrait constater.",
            "« Les jeunes sont épanouis » devient « Les jeunes montent des projets et les montrent. »",
        ),
        Remark(
            "negative",
            "L’énoncé dit ce qui ne sera plus là. Que verra-t-on à la place ?",
            "« Les aînés ne sont plus isolés » devient « Les aînés sortent et reçoivent chaque semaine. »",
        ),
        Remark(
            "same_as_today",
            "Il manque la situation d’aujourd’hui : on ne saura pas si quelque chose a changé.",
            "Ajoutez par exemple : « Aujourd’hui, quatre communes sur douze n’ont aucun mode d’accueil. »",
        ),
        Remark(
            "jargon",
            "Une personne du village comprendrait-elle chaque mot ? Préférez les mots de tous les jours.",
            "« Une gouvernance partagée » devient « Les habitants et les élus décident ensemble. »",
        ),
        Remark(
            "long",
            "L’énoncé est long : une phrase que l’on peut dire à voix haute se retient mieux.",
            "Gardez qui, quoi et où ; mettez le reste dans les champs à côté.",
        ),
    )
}

CODES = tuple(_WARNINGS)
"""Every code, in the order of the table of §2.10."""
