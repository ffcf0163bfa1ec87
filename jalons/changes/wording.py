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

Check = Callable[["Sentence"], bool]
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ELISION = re.compile(r"^(?:l|d|j|qu|n|m|t|c|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
_NUMBER_WORD = (
    r"(?:\d[\d   .,]*|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente"
    r"|quarante|cinquante|cent|plusieurs|une dizaine de|une vingtaine de)"
)
_DETERMINERS = frozenset(
    [
        "le",
        "la",
        "les",
        "l’",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d’",
        "chaque",
        "tous",
        "toutes",
        "leur",
        "leurs",
        "ces",
        "ce",
        "cette",
        "certains",
        "certaines",
        "quelques",
    ]
)
_LONGEST = 320  # characters: more is no sentence to read aloud


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


@dataclass(frozen=True, slots=True)
class Sentence:
    """The statement as words, and what the people who wrote it said beside it."""

    text: str
    words: tuple[str, ...]
    starting_situation: str | None = None
    observable_sign: str | None = None
    who: str | None = None

    @property
    def first(self) -> str:
        return self.words[0] if self.words else ""

    @property
    def is_infinitive(self) -> bool:
        return _is_infinitive(self.first)

    @property
    def first_verb(self) -> int | None:
        """Index of the first conjugated verb."""
        return next((i for i, w in enumerate(self.words) if is_verb(w)), None)

    @property
    def subject(self) -> tuple[str, ...]:
        """The words before the first verb."""
        return self.words[: self.first_verb] if self.first_verb is not None else ()

    @property
    def names_people(self) -> bool:
        return any(w in lexicon.PEOPLE for w in self.words)


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
    sentence = Sentence(
        text=_clean(statement),
        words=_words(statement),
        starting_situation=starting_situation,
        observable_sign=observable_sign,
        who=who,
    )
    if not sentence.words:
        return Advice((_WARNINGS["empty"],))
    return Advice(tuple(_WARNINGS[code] for code, holds in _CHECKS if holds(sentence)))


def is_verb(word: str) -> bool:
    """Whether this looks like a verb in the third person: -ent, the short ones, or a known singular."""
    if word in {"sont", "ont", "vont", "font", "peuvent"} or word in lexicon.SINGULAR_VERBS:
        return True
    if not word.endswith("ent") or word in lexicon.PLURAL_EXCEPTIONS or len(word) < 5:  # noqa: PLR2004
        return False
    return not word.endswith("ment") or word in lexicon.MENT_VERBS


def _clean(statement: str) -> str:
    return re.sub(r"\s+", " ", statement.replace("'", "’")).strip().lower()


def _words(statement: str) -> tuple[str, ...]:
    return tuple(_ELISION.sub("", w) or w for w in _WORD.findall(_clean(statement)))


def _is_infinitive(word: str) -> bool:
    known = lexicon.ACTION_VERBS | lexicon.VAGUE_VERBS
    return word in known or (bool(re.search(r"(?:er|ir|oir|dre|tre|ire)$", word)) and len(word) > 4)  # noqa: PLR2004


# Each mistake of §2.10 and the test for it --------------------------------------------------------


def _is_action(s: Sentence) -> bool:
    """Starts with an infinitive of doing by us, or the noun of it."""
    if s.first in lexicon.ACTION_VERBS:
        return True
    lead = [w for w in s.words[:3] if w not in _DETERMINERS]
    if s.first in {"nous", "on"} and any(w.rstrip("ons") and w.endswith("ons") for w in s.words[1:4]):
        return True
    is_noun = bool(lead) and lead[0] in lexicon.ACTION_NOUNS
    return is_noun and not (s.names_people and s.first_verb is not None and s.first_verb > 0)


def _is_output(s: Sentence) -> bool:
    """Counts something that we produce."""
    counted = re.match(rf"^(?:au moins |près de |plus de )?{_NUMBER_WORD}\s", s.text)
    if not counted:
        return False
    head = s.words[:6]
    return any(w in lexicon.OUTPUTS for w in head) or any(w in lexicon.PRODUCED for w in s.words)


def _is_indicator(s: Sentence) -> bool:
    """A rate or a target instead of a change."""
    starts = re.match(r"^(?:au moins |plus de |près de )?\d[\d   .,]*\s*(?:%|pour ?cent)", s.text)
    return bool(starts) or bool(
        re.match(r"^(?:le |la |l’)?(?:taux|nombre|part|pourcentage|proportion)\b", s.text)
    )


def _has_no_subject(s: Sentence) -> bool:
    """Nobody is named: who lives otherwise?"""
    if s.who or _is_told_otherwise(s):
        return False
    if s.first in lexicon.ACTION_VERBS:
        return not s.names_people
    if s.is_infinitive or s.first_verb is None:
        return True
    named = lexicon.PEOPLE | lexicon.ORGANISATIONS | lexicon.OUR_INSTITUTIONS
    return not any(w in named for w in s.subject)


def _is_told_otherwise(s: Sentence) -> bool:
    """Another remark already says the main thing, and asks for people as well."""
    is_named_action = _is_action(s) and s.first not in lexicon.ACTION_VERBS
    return is_named_action or _is_indicator(s) or _is_output(s) or _is_negative(s) or _is_unrealistic(s)


def _is_institution(s: Sentence) -> bool:
    """The bodies of the convention are the only subject, and nobody else appears after the verb."""
    if s.first_verb is None or not s.subject:
        return s.first == "nous"
    head = next((w for w in s.subject if w not in _DETERMINERS), "")
    beside = s.subject[s.subject.index("et") :] if "et" in s.subject else ()
    return head in lexicon.OUR_INSTITUTIONS and not any(w in lexicon.PEOPLE for w in beside)


def _is_multiple(s: Sentence) -> bool:
    """Two subjects with their own verb, or three subjects that do several things."""
    if s.first_verb is None:
        return False
    after = s.words[s.first_verb + 1 :]
    for i, word in enumerate(after[:-2]):
        joins = word == "et" or (word in {"mais", "tandis", "pendant"})
        if not joins:
            continue
        rest = [w for w in after[i + 1 : i + 8] if w != "que"]
        if _opens_subject(rest):
            return True
    joined = sum(1 for i, w in enumerate(s.subject[:-1]) if w == "et" and _is_named_soon(s.subject[i + 1 :]))
    return joined >= 2 and sum(is_verb(w) for w in s.words) >= 2  # noqa: PLR2004


def _opens_subject(words: list[str]) -> bool:
    """« les jeunes restent »: a determiner, somebody, then a verb that is theirs."""
    if len(words) < 2 or words[0] not in _DETERMINERS - {"de", "d’", "du"}:  # noqa: PLR2004
        return False
    somebody = lexicon.PEOPLE | lexicon.ORGANISATIONS | lexicon.OUR_INSTITUTIONS
    named = next((i for i, w in enumerate(words[:4]) if w in somebody), None)
    return named is not None and any(is_verb(w) and w != "qui" for w in words[named + 1 : named + 4])


def _is_named_soon(words: tuple[str, ...]) -> bool:
    return any(w in lexicon.PEOPLE | lexicon.ORGANISATIONS for w in words[:2])


def _is_unrealistic(s: Sentence) -> bool:
    """Everything, nobody, never."""
    return any(re.search(pattern, s.text) for pattern in lexicon.TOTALS)


def _is_unobservable(s: Sentence) -> bool:
    """An inner state, and no answer to « à quoi le verrait-on ? »."""
    if s.observable_sign:
        return False
    found = re.search(
        r"\b(?:sont|est|se sentent|se sent|deviennent|vivent)\s+"
        r"(?:plus |très |mieux |enfin |pleinement )?([^\W\d_]+)",
        s.text,
    )
    if found is None or found.group(1) not in lexicon.STATES:
        return False
    tail = s.text[found.end() :].strip(" .")
    return len(tail.split()) < 7  # noqa: PLR2004 - « épanouis », « épanouis dans leur commune »


def _is_negative(s: Sentence) -> bool:
    """Says what is absent instead of what is there."""
    if re.search(r"\bn[’e]\s?\S+(?:\s\S+)?\s(?:plus|pas|jamais|aucune?|rien)\b", s.text):
        return True
    return bool(re.match(r"^(?:moins de|plus de problèmes?|plus aucune?|fin d|absence d|zéro\b)", s.text))


def _lacks_start(s: Sentence) -> bool:
    """No starting situation was written."""
    return s.starting_situation is not None and not s.starting_situation.strip()


def _is_jargon(s: Sentence) -> bool:
    return any(w in lexicon.JARGON for w in s.words) or bool(
        re.search(r"\b(?:publics? (?:cibles?|fragilisés?)|feuille de route|parcours usager)\b", s.text)
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
