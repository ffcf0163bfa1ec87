from dataclasses import dataclass

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from jalons.core.icons import PATHS
from jalons.core.thread import Mark, Place, lay


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


class CardForm(forms.Form):
    text = forms.CharField(
        label="La parole", help_text="Ne nommez personne.", error_messages={"required": "Écrivez la parole."}
    )
    note = forms.CharField(label="Note", required=False)
    agreed = forms.BooleanField(label="Relu", required=False)
    tone = forms.ChoiceField(
        label="Tonalité", choices=[("a", "Positif"), ("b", "Négatif")], widget=forms.RadioSelect
    )


@dataclass
class Example:
    is_fictitious: bool


def test_a_field_joins_its_hint_and_error_for_screen_readers() -> None:
    html = render("{% field form.text %}", form=CardForm(data={"text": ""}))
    assert '<label for="id_text">La parole</label>' in html
    assert 'aria-describedby="id_text-hint id_text-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_text-hint">Ne nommez personne.' in html
    assert "Écrivez la parole." in html


def test_an_optional_field_says_so_and_a_box_does_not() -> None:
    assert "(facultatif)" in render("{% field form.note %}", form=CardForm())
    box = render("{% field form.agreed %}", form=CardForm())
    assert "(facultatif)" not in box
    assert 'class="choice"' in box


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = render("{% field form.tone %}", form=CardForm())
    assert "<legend>Tonalité</legend>" in html


def test_a_label_may_be_replaced() -> None:
    assert ">Votre note<" in render('{% field form.note "Votre note" %}', form=CardForm()).replace(" <", "<")


def test_the_summary_of_errors_leads_to_each_field_and_is_absent_without_error() -> None:
    html = render("{% form_errors form %}", form=CardForm(data={"text": "", "tone": "a"}))
    assert '<a href="#id_text">La parole</a>' in html
    assert "Un point est à reprendre" in html
    assert render("{% form_errors form %}", form=CardForm(data={"text": "Le bus", "tone": "a"})).strip() == ""


def test_an_icon_is_hidden_from_screen_readers_and_unknown_ones_raise() -> None:
    assert 'aria-hidden="true"' in render('{% icon "check" %}')
    with pytest.raises(TemplateSyntaxError, match="no icon named 'unicorn'"):
        render('{% icon "unicorn" %}')


@pytest.mark.parametrize("name", sorted(PATHS))
def test_every_icon_is_drawn(name: str) -> None:
    assert render("{% icon name %}", name=name).count("<svg") == 1


def test_the_mark_of_a_fictitious_example_appears_only_on_one() -> None:
    assert (
        render("{% fictif it %}", it=Example(is_fictitious=True))
        == '<span class="fictif">exemple fictif</span>'
    )
    assert render("{% fictif it %}", it=Example(is_fictitious=False)) == ""
    assert render("{% fictif it %}", it=None) == ""


def test_filters_say_nothing_of_a_missing_value() -> None:
    filters = ("nombre", "euros", "pourcent", "points", "jour", "jour_court", "phrase_date", "heure")
    assert "".join(render(f"{{{{ v|{name} }}}}", v=None) for name in filters) == ""


def test_the_three_drawings_of_the_thread_say_where_one_is() -> None:
    thread = lay(
        [
            Mark("Table 1", Place.DONE, "6 octobre", "/a/"),
            Mark("Table 2", Place.HERE, "8 décembre", "/b/"),
            Mark("Pilotage", Place.AHEAD),
        ]
    )
    for source in ('{% fil thread "Le fil" %}', '{% fil thread "Le fil" "tall" %}', "{% fil_mini thread %}"):
        html = render(source, thread=thread)
        assert html.count('aria-current="step"') == 1
        assert "(fait)" in html
        assert "(à venir)" in html
        assert html.count("<li") == 3
        assert "style=" not in html
