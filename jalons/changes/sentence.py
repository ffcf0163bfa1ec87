"""Reading a French statement: who it speaks about, what they do. Kernel without Django, no dictionary.

>>> told = read("Dans chaque bourg, les habitants qui bricolent réparent ensemble leurs vélos")
>>> told.head, told.verb
('habitants', 'réparent')
"""

import re
from dataclasses import dataclass
from functools import cached_property

from jalons.changes import conjugation, lexicon

_SIGN = re.compile(r"\d[\d\s.,]*\d|\d+|[^\W\d_]+(?:[’-][^\W\d_]+)*’?|[%,;:.!?()«»/–]")
_ELISION = re.compile(r"^(jusqu|lorsqu|puisqu|quoiqu|[ldjqnmtcs]|qu)’(.+)$")
_WHOLE = frozenset({"aujourd’hui", "quelqu’un", "quelqu’une", "prud’hommes", "entr’aide"})

DETERMINERS, NUMBERS = lexicon.DETERMINERS, lexicon.NUMBERS
_RELATIVES = lexicon.SUBORDINATORS - {"parce", "comme"}
_INFINITIVE = re.compile(r"..(?:er|ir|oir|dre|tre)$")
_FUTURE = re.compile(r"(?:[eidtv]ront?|[eidtv]ra)$")
_GOAL = r"(?:l’|notre |nos |le )(?:objectifs?|but|idée|ambition|enjeu|souhait|priorité)s?"
_TOOL = r"(?:ce|cela|la ctg|la convention|ce projet|le projet|l’action)"
_FRAMES = re.compile(
    r"^(?:il (?:faut|faudra|faudrait|s’agit)(?: de| d’)?"
    rf"|{_GOAL} (?:est|sont|serait)(?: de| d’)?"
    r"|nous (?:voulons|souhaitons|allons|devons|proposons de|pourrions)"
    r"|on (?:va|veut|doit|souhaite|pourrait|peut)"
    rf"|{_TOOL} (?:permet|permettra|vise|visera|doit|devra)(?: de| à)?"
    r"|afin de|pour|en vue de|continuer (?:à|de)|viser à|chercher à)\s+(?=\S+(?:er|ir|oir|re)\b)"
)


@dataclass(frozen=True)
class Sentence:
    """The statement as signs, and what the people who wrote it said beside it."""

    text: str
    tokens: tuple[str, ...]
    is_framed: bool = False
    starting_situation: str | None = None
    observable_sign: str | None = None
    who: str | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(t for t in self.tokens if t[0].isalpha())

    @property
    def first(self) -> str:
        """The first word that counts: « mieux informer » begins with informer."""
        return next((w for w in self.words if w not in lexicon.SILENT), self.words[0] if self.words else "")

    @property
    def is_infinitive(self) -> bool:
        return is_infinitive(self.first)

    @cached_property
    def verb_at(self) -> int | None:
        """Index of the main verb: those of « qui… », « que… », « quand… » are skipped."""
        awaited = 0
        for i, sign in enumerate(self.tokens):
            before = self.tokens[i - 1] if i else ""
            if sign in _RELATIVES and not (sign == "qui" and before in lexicon.BEFORE_QUESTION):
                awaited = 1
            elif is_verb(sign, before) or self._enters(i):
                if not awaited:
                    return i
                awaited = 0
        return None

    def _enters(self, i: int) -> bool:
        """« entre à l’école » is a verb, « entre voisins » is none."""
        return self.tokens[i] == "entre" and self.tokens[i + 1 : i + 2] in {
            ("à",),
            ("au",),
            ("en",),
            ("dans",),
        }

    @property
    def verb(self) -> str:
        return self.tokens[self.verb_at] if self.verb_at is not None else ""

    @property
    def subject(self) -> tuple[str, ...]:
        """The signs before the main verb; all of them when there is none."""
        return self.tokens[: self.verb_at] if self.verb_at is not None else self.tokens

    @property
    def after(self) -> tuple[str, ...]:
        """The signs after the main verb."""
        return self.tokens[self.verb_at + 1 :] if self.verb_at is not None else ()

    @cached_property
    def head(self) -> str:
        """The first noun: whom or what the sentence speaks about."""
        skipped = DETERMINERS | NUMBERS | lexicon.BEFORE_NOUNS
        return next((w for w in self.subject if w[0].isalpha() and w not in skipped), "")

    @property
    def is_plural(self) -> bool:
        return self.subject[:1] != () and self.subject[0] in {"les", "des", "ces", "leurs", "nos", "certains"}

    @property
    def names_people(self) -> bool:
        return any(w in lexicon.PEOPLE for w in self.words)

    @property
    def names_an_age(self) -> bool:
        """« les 12-17 ans », « les plus de 60 ans »."""
        return (
            re.match(r"^(?:les|des) (?:moins de |plus de )?\d[^a-z]*(?:(?:à|et) \d+ )?ans\b", self.text)
            is not None
        )


def read(
    statement: str,
    *,
    starting_situation: str | None = None,
    observable_sign: str | None = None,
    who: str | None = None,
) -> Sentence:
    """Cut a statement into signs; an opening « dans chaque commune, » is set aside."""
    text = clean(statement)
    told = _FRAMES.sub("", text)
    tokens = _without_opening(_cut(told))
    return Sentence(text, tokens, told != text, starting_situation, observable_sign, who)


def clean(statement: str) -> str:
    """Small letters, curly apostrophes, single blanks."""
    text = re.sub(r"\s+", " ", statement.replace("'", "’").replace("\ufeff", "")).strip()
    return re.sub(r"^[-–—•*«\s]+", "", text).lower()


def is_verb(word: str, before: str = "") -> bool:
    """Whether this looks like a verb in the third person, given the word before it."""
    if word in conjugation.PLURAL:
        return before not in lexicon.ONE
    if word in conjugation.SINGULAR:
        is_noun = before == "l’" and word in lexicon.NOUNS_LIKE_VERBS
        return before not in lexicon.NOT_BEFORE_ONE and not is_noun
    if before in {"se", "s’"} and not is_infinitive(word):
        return True
    if _FUTURE.search(word) and word not in lexicon.NO_FUTURE:
        return before not in lexicon.NOT_BEFORE_ONE
    return before not in lexicon.ONE and _ends_like_a_plural(word)


def _ends_like_a_plural(word: str) -> bool:
    """« bricolent », and neither « moment » nor « lentement »."""
    if not word.endswith("ent") or word in lexicon.PLURAL_EXCEPTIONS or len(word) < len("aient"):
        return False
    return not word.endswith("ment") or word in lexicon.MENT_VERBS


def is_infinitive(word: str) -> bool:
    """Whether this is a verb in the infinitive, known or by its ending."""
    if word in conjugation.INFINITIVES | lexicon.ACTION_VERBS | lexicon.VAGUE_VERBS:
        return True
    return _INFINITIVE.search(word) is not None and word not in lexicon.NOT_INFINITIVES


def is_person(word: str) -> bool:
    """A noun of people, known or by its ending (-eurs, -istes, -iens, -antes…)."""
    return word in lexicon.PEOPLE or (bool(lexicon.PERSON_ENDING.search(word)) and not is_thing(word))


def is_somebody(word: str) -> bool:
    """People, organisations or bodies: whoever may be a subject."""
    return is_person(word) or word in lexicon.ORGANISATIONS or word in lexicon.OUR_INSTITUTIONS


def is_thing(word: str) -> bool:
    """A noun of something, known or by its ending (-tion, -té, -isme…)."""
    if word in lexicon.PEOPLE or word in lexicon.ORGANISATIONS or word in lexicon.OUR_INSTITUTIONS:
        return False
    return word in lexicon.THINGS or bool(lexicon.THING_ENDING.search(word))


def _cut(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for sign in _SIGN.findall(text):
        parts = _ELISION.match(sign) if sign not in _WHOLE else None
        found += [f"{parts.group(1)}’", parts.group(2)] if parts else [sign]
    while found and found[-1] in {".", "!", "?"}:
        found.pop()
    return tuple(found)


def _without_opening(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """« D’ici 2031, … », « Aujourd’hui isolées, … », « Que … »: what comes after it."""
    if tokens[:1] in {("que",), ("qu’",)}:
        tokens = tokens[1:]
    opens = tokens[:1] and (
        tokens[0] in lexicon.PREPOSITIONS or tokens[:2] == ("d’", "ici") or _is_moment(tokens)
    )
    if not opens or "," not in tokens[:14]:
        return tokens
    rest = tokens[tokens.index(",") + 1 :]
    return rest or tokens


def _is_moment(tokens: tuple[str, ...]) -> bool:
    """« Chaque semaine, », « Tous les mercredis, », « Un jour par mois, »."""
    starts = {"chaque", "tous", "toutes", "un", "une", "le", "l’", "deux", "trois", "cinq", "dix"}
    return tokens[0] in starts and any(w in lexicon.MOMENTS for w in tokens[1:4])
