"""Forms of a decision: they clean, and never save."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.decisions.enums import ConsentState, Layout, ObjectionKind, SpokenKind
from jalons.decisions.models import ConsentProcess, ConsentVoice, Objection
from jalons.decisions.queries.invitations import Invited

LONGEST_TEXT = 6000
LONGEST_LABEL = 80


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def text_area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RefusableForm(forms.Form):
    """A form that can carry the sentence of a refused move, at its field or at its head."""

    def refuse(self, error: DomainError) -> None:
        field = error.field if error.field in self.fields else None
        self.add_error(field, error.message)


class VersionForm(RefusableForm):
    """The text of the next version. What it replaces stays readable."""

    text = forms.CharField(
        label="Le texte", widget=text_area(12), max_length=LONGEST_TEXT, help_text="Une idée par paragraphe."
    )
    easy_text = forms.CharField(
        label="Le même en facile à lire",
        widget=text_area(6),
        required=False,
        max_length=LONGEST_TEXT,
        help_text="Des phrases courtes, une idée par phrase.",
    )
    reason = forms.CharField(
        label="Ce que cette version change", max_length=400, help_text="Une phrase, pour le compte rendu."
    )
    author = forms.CharField(label="Écrite par", max_length=160)


class DraftForm(VersionForm):
    """Version 1, while nobody has heard it: no reason to give."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]


class RulesForm(RefusableForm):
    """How this decision is taken; said before people are asked."""

    layout = forms.ChoiceField(label="Disposition", choices=Layout.choices, widget=forms.RadioSelect)
    seats = forms.IntegerField(
        label="Combien de tables ou de porte-parole à entendre",
        min_value=0,
        max_value=40,
        help_text="Chacune de ces voix doit répondre avant l’adoption.",
    )
    invited_organisations = forms.IntegerField(
        label="Organisations invitées",
        min_value=0,
        max_value=500,
        help_text="Elles servent à compter le quorum au moment d’adopter.",
    )
    needs_caf = forms.BooleanField(label="La Caf doit être là", required=False)
    needs_epci = forms.BooleanField(label="L’intercommunalité doit être là", required=False)
    quorum_percent = forms.IntegerField(
        label="Part des organisations invitées qui doit être là, en %",
        min_value=0,
        max_value=100,
        initial=50,
        help_text="La moitié par défaut. L’équipe projet peut s’en passer, en écrivant pourquoi.",
    )
    seat_names = forms.CharField(
        label="Qui doit être entendu, une ligne par voix",
        required=False,
        max_length=3000,
        widget=text_area(4),
        help_text="À distance ou en bocal : « Commune de Nedde », « Porte-parole des parents ». "
        "Laissez vide pour des tables numérotées. Pas de nom de personne.",
    )
    answer_days = forms.IntegerField(
        label="Réponses à distance : combien de jours",
        min_value=0,
        max_value=60,
        required=False,
        help_text="0 pour une décision prise dans la salle. Sinon, chaque voix a son lien, et chaque "
        "tour d’objections dure ce nombre de jours.",
    )
    silence_rule = forms.CharField(
        label="Règle sur le silence",
        required=False,
        max_length=400,
        widget=text_area(2),
        help_text="Laissez vide : sans règle annoncée à tous, le silence ne vaut jamais accord. À distance, "
        "par exemple : « qui n’a pas répondu au bout du délai n’a pas d’objection ».",
    )

    def clean_answer_days(self) -> int:
        return self.cleaned_data["answer_days"] or 0

    def clean_seat_names(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["seat_names"].splitlines()]
        names = [line for line in lines if line]
        if too_long := next((n for n in names if len(n) > LONGEST_LABEL), None):
            raise forms.ValidationError(f"« {too_long[:40]}… » : {LONGEST_LABEL} signes au plus.")
        if len(set(names)) != len(names):
            raise forms.ValidationError("Une voix figure deux fois : gardez une ligne pour chacune.")
        return names


class RemoteAnswerForm(RefusableForm):
    """The answer of a voice at a distance, in the words that a person would use."""

    says = forms.ChoiceField(label="Votre réponse", widget=forms.RadioSelect)
    number = forms.TypedChoiceField(label="De quelle objection parlez-vous", coerce=int, required=False)
    argument = forms.CharField(
        label="Parce que…",
        widget=text_area(4),
        required=False,
        max_length=1200,
        help_text="Pour une objection, ce que vous avez vu que le groupe n’a pas vu.",
    )
    target = forms.CharField(
        label="Les mots du texte que cela vise", required=False, max_length=300, help_text="Si vous en voyez."
    )

    def __init__(self, *args: Any, own: list[Objection], version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = {o.number: o for o in own if o.is_open and not o.is_late}
        numbers = [(n, f"L’objection {n}") for n in self.own]
        _set_choices(self, "says", _remote_answers(list(self.own.values()), version))
        _set_choices(self, "number", numbers if len(numbers) == 1 else [("", "Choisissez"), *numbers])

    @property
    def has_objections(self) -> bool:
        return bool(self.own)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        says = cleaned.get("says")
        if says == "objection" and not cleaned.get("argument"):
            self.add_error("argument", "Dites pourquoi en une phrase : « j’ai une objection parce que… »")
        if says in {"lift", "concern", "maintain", "withdraw", "confirm"}:
            cleaned["objection"] = self.own.get(cleaned.get("number") or 0)
            if cleaned["objection"] is None:
                self.add_error("number", "Dites de laquelle de vos objections vous parlez.")
        return cleaned


def _remote_answers(own: list[Objection], version: int) -> list[tuple[str, str]]:
    """What this voice can say now: whoever holds an open objection settles it first."""
    told = [] if own else [("no_objection", "Pas d’objection")]
    if any(not o.is_confirmed for o in own):
        told.append(("confirm", "C’est bien ce que j’ai voulu dire"))
    if any(o.version < version for o in own):
        told.append(("lift", f"La version {version} lève mon objection"))
    if any(o.not_retained_because for o in own):
        told.append(("concern", "D’accord, gardez-la comme préoccupation"))
        told.append(("maintain", "Je maintiens mon objection"))
    if own:
        told.append(("withdraw", "Je retire mon objection"))
    return [*told, ("objection", "J’ai une autre objection" if own else "J’ai une objection")]


def _set_choices(form: forms.Form, name: str, choices: Sequence[tuple[Any, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
    field.choices = choices


class SpokenForm(RefusableForm):
    kind = forms.ChoiceField(label="C’est", choices=SpokenKind.choices)
    voice = forms.ModelChoiceField(
        label="Qui parle", queryset=ConsentVoice.objects.none(), required=False, empty_label="Une personne"
    )
    text = forms.CharField(label="Ce qui est dit", widget=text_area(3), max_length=600)
    answer = forms.CharField(
        label="La réponse",
        widget=text_area(2),
        max_length=600,
        required=False,
        help_text="Pour une question.",
    )

    def __init__(self, *args: Any, consent: ConsentProcess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_voice(self, consent)


class ObjectionForm(RefusableForm):
    """An objection said aloud or written on paper, typed for its author."""

    voice = forms.ModelChoiceField(
        label="À quelle table", queryset=ConsentVoice.objects.none(), required=False, empty_label="Sans table"
    )
    is_table = forms.BooleanField(
        label="C’est la table entière qui parle",
        required=False,
        help_text="Sinon, c’est une personne : sa table ne peut pas décider pour elle.",
    )
    target = forms.CharField(
        label="Les mots du texte qu’elle vise",
        required=False,
        max_length=300,
        help_text="Recopiez-les tels quels : ils seront soulignés pour tout le monde.",
    )
    argument = forms.CharField(
        label="Parce que…",
        widget=text_area(4),
        required=False,
        max_length=1200,
        help_text="On peut l’écrire plus tard ; il le faut pour la tester avec le groupe.",
    )
    kind = forms.ChoiceField(
        label="Ce qu’elle montre",
        choices=[("", "On ne sait pas encore"), *ObjectionKind.choices],
        required=False,
    )

    def __init__(self, *args: Any, consent: ConsentProcess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_voice(self, consent)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_table") and not cleaned.get("voice"):
            self.add_error("voice", "Dites quelle table parle.")
        return cleaned

    def clean_kind(self) -> ObjectionKind | None:
        raw = self.cleaned_data["kind"]
        return ObjectionKind(raw) if raw else None


class ArgumentForm(ObjectionForm):
    """The words of an objection already raised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["voice"], self.fields["is_table"]
        self.fields["argument"].required = True


class TestForm(RefusableForm):
    """What the group found, by the facilitator's hand."""

    verdict = forms.ChoiceField(
        label="Le groupe",
        choices=[("retained", "la retient : il faut y répondre"), ("not_retained", "ne la retient pas")],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label="Ce qu’elle montre", choices=ObjectionKind.choices)
    reason = forms.CharField(
        label="Comment le groupe l’a testée, et pourquoi",
        widget=text_area(3),
        max_length=600,
        help_text="Par exemple : lue à voix haute, à main levée à chaque table.",
    )


class AuthorForm(RefusableForm):
    """The word of the author, proved by the code that they alone hold."""

    says = forms.ChoiceField(label="L’auteur dit", widget=forms.RadioSelect)
    code = forms.CharField(
        label="Son code",
        max_length=12,
        help_text="Cinq signes, remis quand l’objection a été notée ou affichés sur son téléphone.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    note = forms.CharField(label="Ses mots", required=False, max_length=400)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["says"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
        field.choices = choices


class ProposalForm(RefusableForm):
    proposal = forms.CharField(
        label="Ce que l’on propose pour la lever", widget=text_area(3), max_length=1200, required=False
    )


class CodeAgainForm(RefusableForm):
    reason = forms.CharField(
        label="Pourquoi remettre un nouveau code",
        max_length=300,
        help_text="Ce motif figure au journal. L’ancien code ne marchera plus.",
    )


class ExitForm(RefusableForm):
    """A way out, dated. None adopts the text."""

    state = forms.ChoiceField(
        label="Sortie",
        widget=forms.RadioSelect,
        choices=[
            (ConsentState.POSTPONED.value, "Ajourner : un petit groupe y travaille, avec ceux qui objectent"),
            (ConsentState.TRIAL.value, "Essayer un temps, puis relire : ce n’est pas une adoption"),
            (ConsentState.RETURNED.value, "Renvoyer au travail : le texte n’est pas mûr"),
            (ConsentState.SUSPENDED.value, "Suspendre : la personne qui objecte n’est plus là"),
        ],
    )
    reason = forms.CharField(label="Pourquoi", widget=text_area(3), max_length=600)
    returns_on = forms.DateField(label="On y revient le", widget=day_input())


class AdoptionForm(RefusableForm):
    """Who is here now, by organisation, and when the text is read again."""

    review_on = forms.DateField(
        label="À relire le", widget=day_input(), help_text="Assez bon pour maintenant, jusqu’à cette date."
    )
    others = forms.CharField(
        label="Autres organisations présentes",
        widget=text_area(3),
        required=False,
        max_length=2000,
        help_text="Une par ligne : son nom ; le nombre de personnes. Exemple : Foyer rural de Nedde ; 2",
    )
    waiver = forms.CharField(
        label="Si le quorum n’y est pas, pourquoi l’équipe projet s’en passe",
        widget=text_area(2),
        required=False,
        max_length=600,
    )

    def __init__(self, *args: Any, invited: list[Invited], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited
        for number, body in enumerate(invited):
            self.fields[f"people_{number}"] = forms.IntegerField(
                label=body.label, min_value=0, max_value=200, required=False
            )
        self.initial.setdefault("review_on", clock.today() + timedelta(days=365))

    @property
    def people_fields(self) -> list[forms.BoundField]:
        return [self[f"people_{number}"] for number in range(len(self.invited))]

    @property
    def people(self) -> list[tuple[Invited, int]]:
        """Who is here, among those invited, with how many people."""
        return [
            (body, self.cleaned_data[f"people_{number}"] or 0) for number, body in enumerate(self.invited)
        ]

    def clean_others(self) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for line in filter(str.strip, self.cleaned_data["others"].splitlines()):
            name, _, people = line.rpartition(";")
            if not name.strip() or not people.strip().isdigit() or int(people) < 1:
                raise forms.ValidationError(
                    f"« {line.strip()} » : écrivez le nom, un point-virgule, puis le nombre de personnes."
                )
            found.append((name.strip()[:200], int(people)))
        return found

    def clean_review_on(self) -> date:
        day: date = self.cleaned_data["review_on"]
        if day <= clock.today():
            raise forms.ValidationError("La relecture se fixe à une date à venir.")
        return day


def _choose_voice(form: forms.Form, consent: ConsentProcess) -> None:
    field = form.fields["voice"]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
    field.queryset = consent.voices.filter(kind="table")
