"""French verbs in the third person of the present, spelled from their infinitives. Kernel without Django.

    >>> "jettent" in PLURAL, "mène" in SINGULAR, "grandissent" in PLURAL, "vont" in PLURAL
    (True, True, True, True)

Enough of the language for statements of change; a plural that is not listed is guessed by its ending.
"""

import re

FIRST_GROUP = """
    abaisser abandonner abonner aborder abriter accepter accompagner accorder accoster accrocher
    accéder acheter acquitter actionner activer adapter adhérer adopter adorer adresser affirmer
    affronter aggraver aider aimer ajouter ajuster alerter alimenter allaiter aller allumer alléger
    alphabétiser alterner amener amorcer amuser améliorer analyser animer annoncer anticiper apaiser
    appeler apporter apprivoiser approcher approuver apprécier appuyer arranger arriver arroser
    aspirer assembler assister associer assumer assurer attacher attirer attraper atténuer augmenter
    autoriser avancer baisser balader basculer bavarder blesser boiser bouger bousculer bricoler
    brosser bénéficier calmer capter cesser changer chanter charger chasser chauffer chercher
    choquer chuter cibler circuler citer cloisonner coanimer cofinancer cogérer cohabiter collaborer
    collecter commander commencer commenter communiquer comparer compenser complimenter compléter
    composter compter concerner concerter concilier confectionner confier confirmer conforter
    conjuguer consacrer conseiller conserver considérer consolider consommer constater constituer
    consulter contacter conter continuer contribuer convoquer coopérer coordonner cotiser coucher
    couper covoiturer coûter croiser créditer créer cuisiner cultiver céder célébrer côtoyer danser
    demander demeurer dessiner diagnostiquer dialoguer diffuser différencier diminuer diriger
    discuter disposer disputer distribuer diversifier donner doter doubler douter durer dynamiser
    débarrasser débloquer débrouiller débroussailler débuter décaler décider déclarer déclencher
    décoller découler découper décrocher dédier défiler défricher dégager dégrader déjeuner
    délibérer déléguer démarrer démontrer déménager dénoncer dépanner dépasser dépenser déplacer
    déposer déranger désenclaver désigner développer effacer effectuer embarquer embaucher embrasser
    embêter emmener emménager employer emporter emprunter encadrer encourager endetter endosser
    engager enraciner enrayer enregistrer enseigner entamer enterrer entourer entraider entrainer
    entraîner entreposer entrer envisager envoyer espérer essaimer essayer estimer examiner excuser
    exercer exister expliquer exploiter explorer exposer exprimer expérimenter fabriquer faciliter
    familiariser faucher favoriser façonner fermer fidéliser filmer financer fixer fluidifier flâner
    fonctionner fonder former formuler frapper fréquenter fusionner fêter gagner garder gaspiller
    glaner goûter graver grignoter grimper grouper guetter guider gérer gêner habiller habiter
    habituer harceler honorer héberger hésiter identifier ignorer illustrer imaginer impliquer
    importer imposer imprimer improviser inaugurer inciter indiquer informer initier innover
    inquiéter insister inspirer installer instaurer insérer intensifier interpeller interroger
    interviewer intimider intégrer intéresser inventer inviter irriguer isoler jardiner jeter jouer
    juger jumeler justifier labourer laisser lancer laver lever libérer lier livrer loger louer
    lutter manger manifester manipuler manquer marcher marier masquer maîtriser mener mentionner
    mesurer migrer mijoter militer mobiliser moderniser modifier modérer moissonner monter montrer
    moquer motiver multiplier murmurer mutualiser méditer mélanger mériter nager naviguer nettoyer
    nommer noter nouer nuancer négliger négocier obliger observer occuper opposer opérer organiser
    orienter oser oublier pallier paniquer pardonner parler parrainer partager participer passer
    passionner patienter patrouiller payer peiner pencher penser percer perpétuer persister peser
    photographier piloter placer plaider plaisanter planifier planter pleurer plonger porter poser
    posséder poster postuler pousser pratiquer prier privilégier procurer profiter programmer
    progresser prolonger promener prononcer proposer prospecter prospérer protéger prouver provoquer
    préciser préférer préparer présenter préserver prêter publier pâturer pédaler pérenniser pêcher
    qualifier questionner quitter quêter raccommoder raconter ramasser ramener ranger rapporter
    rapprocher rassembler rassurer rater rationner ravitailler recenser recharger rechercher
    recommander recruter reculer recycler redonner redouter refuser regarder regretter regrouper
    rejeter relancer relater relayer relever relier relocaliser reloger remarquer rembourser
    remercier remonter remplacer remuer renforcer renoncer renouer renouveler renseigner rentrer
    renverser repasser repeupler replanter reposer représenter repérer respecter respirer
    responsabiliser ressembler ressourcer restaurer rester retaper retarder retirer retourner
    retrouver revendiquer revitaliser risquer rouler réaliser réclamer récolter réconforter
    récupérer rédiger réexaminer régler régner régresser régulariser réinsérer réinventer rénover
    réorienter réparer répéter réserver résider réutiliser réveiller révéler rééduquer rêver saluer
    sauter sauver savourer scolariser sculpter sembler semer sensibiliser signaler signer sillonner
    simplifier situer siéger soigner solliciter songer sonner soucier souder souffler souhaiter
    soulager soulever souligner souper soupçonner stabiliser stagner stationner stimuler structurer
    subsister suggérer superviser suppléer supporter supprimer surmonter surveiller susciter
    sympathiser sécher sécuriser séjourner sélectionner séparer tailler tarder tenter terminer
    tisser tolérer tomber toucher tourner traiter trancher transformer transiter transporter
    travailler traverser tricoter trier trinquer tripler tromper troquer trouver tutoyer tâtonner
    téléphoner télétravailler témoigner unifier user utiliser vacciner valider valoriser varier
    veiller vendanger verser vider visionner visiter vivoter voisiner voler voter voyager
    végétaliser vérifier écarter échanger échapper échelonner échouer éclairer éclater économiser
    écouler écouter édifier éditer éduquer égaler égayer élaborer élaguer élever éloigner épargner
    épauler épeler épouser éprouver épuiser équiper étaler étoffer étonner étouffer étudier évaluer
    éveiller éviter évoluer évoquer
"""
SECOND_GROUP = """
    aboutir accomplir affaiblir affranchir agir agrandir applaudir approfondir assagir assainir
    avertir blanchir bondir bâtir choisir définir démolir enrichir envahir faiblir finir fleurir
    fournir franchir garantir garnir grandir grossir guérir investir jaillir jouir maigrir mûrir
    nourrir obéir punir pâlir périr rafraîchir rajeunir rebâtir resplendir rougir réagir réfléchir
    rétablir réunir réussir saisir subir surgir trahir unir vieillir éclaircir élargir épanouir
    établir
"""
IRREGULAR = """
    a/ont abat/abattent accourt/accourent accroît/accroissent accueille/accueillent
    acquiert/acquièrent admet/admettent aille/aillent ait/aient apparaît/apparaissent
    appartient/appartiennent apprend/apprennent assaille/assaillent assied/asseyent
    atteint/atteignent attend/attendent aura/auront bat/battent boit/boivent bout/bouillent
    combat/combattent commet/commettent comprend/comprennent conclut/concluent concourt/concourent
    conduit/conduisent confond/confondent connaît/connaissent conquiert/conquièrent
    consent/consentent construit/construisent contient/contiennent convainc/convainquent
    convient/conviennent conçoit/conçoivent coud/cousent court/courent couvre/couvrent
    craint/craignent croit/croient croît/croissent cueille/cueillent cuit/cuisent descend/descendent
    dessert/desservent devient/deviennent devra/devront devrait/devraient disparaît/disparaissent
    dit/disent doit/doivent dort/dorment débat/débattent découvre/découvrent décrit/décrivent
    déduit/déduisent défend/défendent dépend/dépendent détient/détiennent détruit/détruisent
    déçoit/déçoivent endort/endorment enquiert/enquièrent entend/entendent entreprend/entreprennent
    entretient/entretiennent entrevoit/entrevoient est/sont fait/font fasse/fassent fera/feront
    fond/fondent fuit/fuient inscrit/inscrivent instruit/instruisent interdit/interdisent
    intervient/interviennent ira/iront joint/joignent lit/lisent maintient/maintiennent met/mettent
    meurt/meurent mord/mordent naît/naissent nuit/nuisent obtient/obtiennent offre/offrent
    ouvre/ouvrent paraît/paraissent parcourt/parcourent part/partent parvient/parviennent
    perd/perdent permet/permettent perçoit/perçoivent peut/peuvent plaint/plaignent plaît/plaisent
    pleut/pleuvent pond/pondent pourra/pourront poursuit/poursuivent pourvoit/pourvoient
    prend/prennent prescrit/prescrivent produit/produisent promet/promettent promeut/promeuvent
    prévient/préviennent prévoit/prévoient puisse/puissent reconnaît/reconnaissent
    reconstruit/reconstruisent recourt/recourent recueille/recueillent redevient/redeviennent
    rejoint/rejoignent remet/remettent renaît/renaissent rend/rendent repart/repartent
    reprend/reprennent requiert/requièrent ressent/ressentent ressort/ressortent retient/retiennent
    revend/revendent revient/reviennent revit/revivent revoit/revoient reçoit/reçoivent rit/rient
    rompt/rompent réduit/réduisent répond/répondent résout/résolvent sache/sachent sait/savent
    satisfait/satisfont saura/sauront secourt/secourent sent/sentent sera/seront sert/servent
    soit/soient sort/sortent souffre/souffrent soumet/soumettent sourit/sourient
    souscrit/souscrivent soutient/soutiennent souvient/souviennent suffit/suffisent suit/suivent
    surprend/surprennent surseoit/sursoient survient/surviennent survit/survivent tait/taisent
    tend/tendent tient/tiennent tond/tondent traduit/traduisent transmet/transmettent
    tressaille/tressaillent va/vont vaut/valent vend/vendent veut/veulent viendra/viendront
    vient/viennent vit/vivent vive/vivent voit/voient vêt/vêtent écrit/écrivent élit/élisent
    élève/élèvent émet/émettent éteint/éteignent étend/étendent
"""
INFINITIVES_ALONE = """
    abattre accroître accueillir admettre aller apprendre atteindre attendre avoir boire combattre
    comprendre concevoir conclure conduire connaître construire convaincre coproduire coudre courir
    couvrir croire cueillir descendre devenir devoir dire disparaître dormir découvrir défendre
    dépendre détruire entendre entreprendre entretenir faire inscrire intervenir joindre lire
    maintenir mettre mourir naître obtenir offrir ouvrir parcourir partir parvenir perdre permettre
    plaire poursuivre pouvoir prendre prescrire produire promettre promouvoir prévenir prévoir
    recevoir recueillir rejoindre remettre rendre reprendre retenir revenir rire rompre réduire
    répondre résoudre satisfaire savoir secourir sentir servir sortir souffrir soumettre sourire
    soutenir suivre tenir traduire transmettre valoir vendre venir vivre voir vouloir écrire
    éteindre étendre être
"""


_PREPOSITIONS = {"entre", "contre"}


def _first(infinitive: str) -> tuple[set[str], set[str]]:
    """Every spelling of the first group: mène, jette, gèle, préfère, emploie."""
    stem = infinitive[:-2]
    stems = {stem}
    if stem.endswith("y"):
        stems.add(f"{stem[:-1]}i")
    if found := re.search(r"^(.*)[eé]([bcdfglmnprstvz]+|ch|gn)$", stem):
        stems.add(f"{found.group(1)}è{found.group(2)}")
    if stem.endswith(("el", "et")):
        stems.add(stem + stem[-1])
    return {f"{s}e" for s in stems}, {f"{s}ent" for s in stems}


def _spelled() -> tuple[frozenset[str], frozenset[str]]:
    singular, plural = set[str](), set[str]()
    for infinitive in FIRST_GROUP.split():
        if infinitive.endswith("er"):
            one, many = _first(infinitive)
            singular |= one
            plural |= many
    for infinitive in SECOND_GROUP.split():
        singular.add(f"{infinitive[:-1]}t")
        plural.add(f"{infinitive[:-1]}ssent")
    for pair in IRREGULAR.split():
        one_form, _, many_form = pair.partition("/")
        singular.add(one_form)
        plural.add(many_form)
    return frozenset(singular - _PREPOSITIONS), frozenset(plural - {"content"})


SINGULAR, PLURAL = _spelled()
INFINITIVES = (
    frozenset(FIRST_GROUP.split()) | frozenset(SECOND_GROUP.split()) | frozenset(INFINITIVES_ALONE.split())
)
