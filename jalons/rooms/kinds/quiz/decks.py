"""The items of the quiz, in our words. Each feedback says why, and what to look at next time."""

from jalons.rooms.kinds.base import Choice, Item

_LEVELS = (
    Choice("result", "Un résultat", mark="R"),
    Choice("effect", "Un effet", mark="E"),
    Choice("impact", "Un impact", mark="I"),
)
_NATURES = (
    Choice("action", "Une action", mark="A"),
    Choice("change", "Un changement", mark="C"),
)


def _level(key: str, text: str, answer: str, feedback: str) -> Item:
    return Item(f"level-{key}", text, _LEVELS, answer, feedback)


def _nature(key: str, text: str, answer: str, feedback: str) -> Item:
    return Item(f"nature-{key}", text, _NATURES, answer, feedback)


DECKS: dict[str, tuple[Item, ...]] = {
    "result_effect_impact": (
        _level(
            "bus-trips", "Le minibus a fait 140 trajets depuis la rentrée.", "result",
            "C’est ce que le minibus produit, et on le compte tout de suite. Pour voir un effet, demandez : "
            "qui se déplace autrement depuis ?",
        ),
        _level(
            "young-drive", "Des jeunes sans permis vont seuls à leur formation.", "effect",
            "Ces jeunes font quelque chose autrement qu’avant : c’est un effet. Il deviendra un impact s’il "
            "dure et gagne tout le territoire.",
        ),
        _level(
            "stay", "Grandir ici n’oblige plus à partir pour se former.", "impact",
            "La vie change en profondeur, pour toute une génération et pour longtemps : c’est un impact. "
            "Personne ne l’obtient seul.",
        ),
        _level(
            "workshops", "Six ateliers parents-enfants ont réuni 43 familles.", "result",
            "Des séances et des présents : un résultat. Il dit ce qui a eu lieu, pas ce qui a changé.",
        ),
        _level(
            "phone", "Des parents isolés ont maintenant quelqu’un à appeler en cas de coup dur.", "effect",
            "Des personnes vivent autre chose qu’avant : un effet. On le connaît en les écoutant.",
        ),
        _level(
            "less-alone", "Élever un enfant dans un hameau ne se fait plus dans la solitude.", "impact",
            "C’est durable et cela touche toute une population. Bien des effets y mènent, portés par "
            "beaucoup de monde.",
        ),
        _level(
            "bad", "Depuis le guichet en ligne, des personnes âgées renoncent à leurs droits.", "effect",
            "Un effet peut être négatif et imprévu. Il compte autant que les autres : on le note aussi.",
        ),
    ),
    "action_or_change": (
        _nature(
            "van", "Faire circuler une ludothèque dans les villages.", "action",
            "On le fait, on le décide : c’est une action. Le changement, c’est ce que vivront les familles : "
            "jouer et se rencontrer près de chez elles.",
        ),
        _nature(
            "neighbours", "Les voisins prennent des nouvelles des personnes qui vivent seules.", "change",
            "On dit qui, et ce qu’ils font autrement : un changement. Plusieurs actions peuvent y aider.",
        ),
        _nature(
            "training", "Former douze bénévoles à l’accueil.", "action",
            "Former est une action, même quand elle est bien faite. Demandez : et après, qui accueille "
            "autrement, et qui est accueilli ?",
        ),
        _nature(
            "elected", "Les élus préparent leurs décisions avec les habitants concernés.", "change",
            "Une institution peut changer aussi : ses habitudes, sa manière de décider.",
        ),
        _nature(
            "link", "Renforcer le lien social.", "action",
            "La phrase ne dit ni qui, ni ce qui devient différent : c’est une intention d’agir. Essayez : "
            "« Les habitants du bourg et des hameaux… »",
        ),
        _nature(
            "self", "Les jeunes organisent eux-mêmes leurs temps de rencontre.", "change",
            "« Organiser » fait penser à une action. Mais ici ce sont les jeunes qui font autrement : c’est "
            "bien un changement.",
        ),
    ),
}  # fmt: skip
"""Decks by code: `result_effect_impact` and `action_or_change`."""

LABELS = {
    "result_effect_impact": "Résultat, effet ou impact ?",
    "action_or_change": "Action ou changement ?",
}
