"""French words, lightly: what to skip and what to cut, so that near words meet. No Django, no data file.

This is no grammar. It only brings « trajet » and « trajets », « isolée » and « isolement » together, well
enough to suggest; a person decides.
"""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]{2,}")
_WRITTEN = re.compile(r"[^\W_]{2,}")
_TRANSLATE = str.maketrans({"œ": "oe", "æ": "ae", "’": " ", "'": " ", "-": " "})

# Words that carry no subject in what people say at a table: articles, pronouns, auxiliaries, fillers.
STOP_WORDS = frozenset(
    """
    ai aie aient ainsi alors apres as assez au aucun aucune aujourd aura aurait aussi autant autre
    autres aux avaient avais avait avant avec avez avoir avons ayant beaucoup bien bon bonne ca
    ce ceci cela celle celles celui cependant certains ces cet cette ceux chacun chaque chez ci
    comme comment contre dans de deja depuis derriere des deux devant dire dis disent dit doit
    doivent donc dont du elle elles en encore entre es est et etaient etais etait ete etes etre eu
    eux fais faisait fait faire faites faudrait faut fois font fut grand grande ici il ils jamais je
    jour jours juste la le les leur leurs loin lors lorsque lui ma mais mal malgre meme memes merci
    mes mettre mieux moi moins mon ne ni non nos notre nous on ont ou oui par parce parfois pas
    pendant personne petit petite peu peut peuvent peux plupart plus plusieurs plutot pour pourquoi
    pourrait pouvoir pres presque prend prendre puis quand que quel quelle quelles quelque quelques
    quels qui quoi rien sa sait sans se sera serait ses seul seule si sien soit sommes son sont sous
    souvent suis sur ta tant te tel telle tes toi ton toujours tous tout toute toutes tres trop
    trois trouve trouver tu un une va vais vas vers veut veux vient viennent vois voir voit vont vos
    votre voudrais vous vraiment vrai an ans annee annees mois semaine semaines heure heures temps
    chose choses gens monde cest jai nai quil quon quelquun aime aimerais manque manquent manquait
    besoin besoins passe passer reste rester qu faisons appelle appelles appellent connait
    connaissent connais dort dorme mange manger parle parler parlent nulle part six cinq sept huit
    neuf dix onze douze quinze vingt trente quarante cinquante cent matin soir nuit dimanche samedi
    lundi mardi jeudi vendredi minutes demi pouvait pouvaient occupe occupent arrive arrivent aller
    chercher cherche beau belle casse compte passent tient tenir vivre vie trouvent donner donne
    donnent appris venir vienne mettent mis mise savoir savent savais croit croyais regarde regarder
    demande demandent demander tombe tomber ecrit ecrire lire nouveau nouvelle premier premiere
    dernier derniere ensemble cote moitie quatre plein pleine fond grands petits bas haut mot mots
    nom noms tour coup hiver printemps automne janvier fevrier mars avril mai juin juillet aout
    septembre octobre novembre decembre laisse laisser sortir partir parti partie attendre attend
    ouvert ouvre ouvrir hui quelqu lorsqu puisqu jusqu jusque afin lequel laquelle lesquels lesquelles
    auquel duquel dont doivent devrait devraient devoir pourraient pourrais peuvent permet permettre
    permettant permettent permettrait soient seraient seront auraient avons avez sera etant cadre
    exemple notamment egalement ainsi cas type parmi selon entre outre lors quant autour plutot
    devient devenir rend rendre etc via puisque tandis quoique toutefois
    me seulement article alinea neanmoins pourtant enfin ensuite moment fait faits faite faites
    """.split()  # noqa: SIM905 - a list of words reads better as a text
)

# Endings, longest first. What remains must keep at least four letters.
_ENDINGS = (
    "issements", "issement", "ationnel", "ations", "ation", "ements", "ement", "ments", "iques", "ateur",
    "ateurs", "atrice", "ites", "ique", "euses", "euse", "ances", "ance", "ences", "ence", "ables", "able",
    "ites", "ite", "eurs", "eur", "iers", "ieres", "iere", "ier", "ees", "ee", "aient", "ait", "ant", "ent",
    "ons", "ez", "er", "ir", "es", "e", "s", "x",
)  # fmt: skip
_SHORTEST_STEM = 4


def plain(text: str) -> str:
    """Lower case, without accents, apostrophes and hyphens as spaces."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_TRANSLATE))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """All the words of a text, plain, in order."""
    return _WORD.findall(plain(text))


def stem(word: str) -> str:
    """A word without its usual ending. Takes a plain word, as `plain` returns them."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stems(text: str) -> list[tuple[str, str]]:
    """The (stem, word as written) pairs that carry the subject of a sentence, in order."""
    pairs = [(plain(word), word) for word in _WRITTEN.findall(text.lower().replace("œ", "oe"))]
    return [(stem(bare), word) for bare, word in pairs if bare not in STOP_WORDS and not bare.isdigit()]
