"""The diff that an elected official reads."""

from hypothesis import given
from hypothesis import strategies as st

from jalons.decisions.difference import Part, Segment, compare, plain

words = st.lists(
    st.sampled_from(["les", "familles", "chacun", "sait", "à", "qui", "parler,", "près", "de", "soi.", "\n"]),
    max_size=25,
).map(" ".join)


def text_of(paragraphs, without):
    return " ".join("".join(s.text for s in p if s.part != without) for p in paragraphs)


def squeezed(text):
    return "".join(text.split())


@given(old=words, new=words)
def test_without_the_removed_parts_it_is_the_new_text_and_without_the_added_ones_the_old(old, new):
    paragraphs = compare(old, new)
    assert squeezed(text_of(paragraphs, Part.REMOVED)) == squeezed(new)
    assert squeezed(text_of(paragraphs, Part.ADDED)) == squeezed(old)


@given(text=words)
def test_a_text_that_did_not_change_shows_no_change(text):
    assert {s.part for p in compare(text, text) for s in p} <= {Part.SAME}


def test_a_phrase_is_replaced_whole_and_not_in_crumbs():
    (paragraph,) = compare(
        "Ici, les familles savent à qui parler.", "Ici, chacun sait, en famille ou seul, à qui parler."
    )
    assert paragraph == (
        Segment(Part.SAME, "Ici, "),
        Segment(Part.REMOVED, "les familles savent"),
        Segment(Part.ADDED, "chacun sait, en famille ou seul,"),
        Segment(Part.SAME, " à qui parler."),
    )


def test_what_an_objection_aims_at_is_marked_only_where_it_still_stands():
    assert plain("On va au travail sans voiture.", ("sans voiture",)) == (
        (
            Segment(Part.SAME, "On va au travail "),
            Segment(Part.TARGET, "sans voiture"),
            Segment(Part.SAME, "."),
        ),
    )
    assert plain("On va au travail à pied.", ("sans voiture",)) == (
        (Segment(Part.SAME, "On va au travail à pied."),),
    )


def test_paragraphs_follow_the_new_text():
    assert [text_of([p], Part.REMOVED) for p in compare("Un.\nDeux.", "Un.\n\nDeux.\nTrois.")] == [
        "Un.",
        "Deux.",
        "Trois.",
    ]
