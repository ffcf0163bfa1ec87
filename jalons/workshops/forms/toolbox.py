"""Keeping and changing a tool."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jalons.rooms.rules import LONGEST_SEQUENCE
from jalons.workshops.enums import ToolReach
from jalons.workshops.models import Tool
from jalons.workshops.queries import toolbox
from jalons.workshops.runsheets import Part

_TEXTS = ("instructions", "material")


class ToolForm(forms.Form):
    """What a tool is for, how to lead it, who finds it."""

    title = forms.CharField(
        label="Nom de l’outil", max_length=160, error_messages={"required": "Donnez un nom à cet outil."}
    )
    purpose = forms.CharField(
        label="À quoi il sert", max_length=300, required=False,
        help_text="Une phrase que l’on lit dans la liste : quand le prendre, avec qui.",
    )  # fmt: skip
    guide = forms.CharField(
        label="Vos conseils à qui l’animera", required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce qui a marché, ce qu’il faut prévoir, ce que vous feriez autrement. Aucun nom, "
        "aucune parole de participant.",
    )  # fmt: skip
    reach = forms.ChoiceField(label="Qui le trouvera", choices=ToolReach.choices, initial=ToolReach.HOME)


class ChangeToolForm(ToolForm):
    """The same, with each part: its title, its length, its question, its instructions."""

    def __init__(self, data: Mapping[str, Any] | None, *, tool: Tool) -> None:
        self.parts: list[Part] = toolbox.parts_of(tool)
        initial = {"title": tool.title, "purpose": tool.purpose, "guide": tool.guide, "reach": tool.reach}
        super().__init__(data, initial=initial)
        for number, part in enumerate(self.parts):
            self.fields |= _part_fields(number, part)

    @property
    def part_groups(self) -> list[tuple[Part, list[forms.BoundField]]]:
        """Each part with its fields, for the page."""
        names = ("title", "minutes", "prompt", *_TEXTS, "out")
        return [
            (part, [self[f"{name}-{number}"] for name in names]) for number, part in enumerate(self.parts)
        ]

    @property
    def wishes(self) -> list[dict[str, Any] | None]:
        """What each part becomes; None for one that is taken out."""
        data = self.cleaned_data
        return [
            None
            if data[f"out-{number}"]
            else {
                "title": data[f"title-{number}"],
                "minutes": data[f"minutes-{number}"],
                "prompt": data[f"prompt-{number}"],
                "texts": {name: data[f"{name}-{number}"] for name in _TEXTS},
            }
            for number in range(len(self.parts))
        ]


def _part_fields(number: int, part: Part) -> dict[str, forms.Field]:
    area = forms.Textarea(attrs={"rows": 2})
    return {
        f"title-{number}": forms.CharField(label="Titre", max_length=160, initial=part.title),
        f"minutes-{number}": forms.IntegerField(
            label="Durée (min)", min_value=1, max_value=LONGEST_SEQUENCE, initial=part.minutes
        ),
        f"prompt-{number}": forms.CharField(
            label="Question posée", required=False, initial=part.prompt, widget=area
        ),
        f"instructions-{number}": forms.CharField(
            label="Consigne", required=False, initial=part.texts.get("instructions", ""), widget=area
        ),
        f"material-{number}": forms.CharField(
            label="Matériel", required=False, max_length=300, initial=part.texts.get("material", "")
        ),
        f"out-{number}": forms.BooleanField(label="Retirer cette séquence de l’outil", required=False),
    }
