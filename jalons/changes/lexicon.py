"""Words that the wording advice looks for. Ours, French, meant to be corrected by practice."""

import re


def _of(words: str) -> frozenset[str]:
    """The words of a paragraph, blanks apart."""
    return frozenset(words.split())


ACTION_VERBS = _of(
    """
    accompagner acheter adapter aider aller aménager animer appuyer bâtir communiquer concevoir
    conduire constituer construire consulter coordonner créer diffuser disposer doter déployer
    développer embaucher engager expérimenter faciliter faire financer formaliser former fournir
    généraliser identifier implanter impulser inciter informer initier installer instaurer investir
    lancer louer maintenir mener mettre mobiliser moderniser monter mutualiser offrir organiser
    orienter ouvrir piloter planter poursuivre produire programmer promouvoir proposer prévoir
    publier recenser recruter renouveler réaliser rédiger réfléchir rénover répertorier réunir
    sensibiliser signer soutenir structurer subventionner tenir transporter travailler valoriser
    éditer élaborer équiper établir étendre étoffer étudier
    """
)
"""Infinitives of what we do ourselves: the sentence tells an action, not what changes for people."""

VAGUE_VERBS = _of(
    """
    accroître améliorer assurer augmenter baisser consolider diminuer encourager favoriser garantir
    harmoniser lutter optimiser permettre prévenir pérenniser renforcer rompre réduire simplifier
    """
)
"""Infinitives of intention: they say neither who changes, nor how one would see it."""

STATE_INFINITIVES = _of(
    """
    avoir bien devenir dormir grandir habiter naître pouvoir respirer rester savoir se s’ vieillir
    vivre être
    """
)
"""Infinitives of living: nobody is named, but nothing is done by us either."""

NOT_INFINITIVES = _of(
    """
    atelier avenir berger boulanger cadre cahier centre chantier chapitre charpentier courrier
    dernier devoir désir entier espoir foyer février hier hiver janvier lettre loisir loisirs maître
    ministre métier papier particulier plaisir pouvoir premier quartier registre rencontre
    savoir-faire sentier soir souvenir théâtre être-ensemble
    """
)
"""Words with the ending of an infinitive that are none."""

ACTION_NOUNS = _of(
    """
    accompagnement accélération achat acquisition adaptation ajout amélioration aménagement
    animation appui attribution campagne communication conception consolidation constitution
    construction coordination création diffusion distribution dotation déploiement développement
    embauche expérimentation extension financement formalisation formation généralisation
    harmonisation identification implantation information installation instauration intervention
    intégration investissement lancement location maintien mise mobilisation montage mutualisation
    organisation orientation ouverture pilotage plantation poursuite production promotion
    proposition publication pérennisation rapprochement recensement reconduction recrutement
    renforcement restauration réalisation rédaction réhabilitation rénovation sensibilisation
    signature simplification soutien structuration subvention suivi tenue transport valorisation
    édition élaboration élargissement équipement étude
    """
)
"""The same, as nouns: « ouverture de… », « mise en place de… »."""

ACTION_FRAMES = _of(
    """
    action actions atelier ateliers campagne campagnes charte cycle dispositif dispositifs festival
    forum guichet lieu maison offre parcours plan plans plateforme politique programme programmes
    projet projets pôle réseau schéma service services stratégie
    """
)
"""Nouns of what we set up: without a verb, the sentence is the title of an action."""

DONE_BY_US = _of(
    """
    anime construit crée déploie développe finance forme installe lance met mobilise organise ouvre
    propose recrute réalise sensibilise équipe
    """
)
"""« On crée, on met en place… »: what we do."""

PROCESS_ENDING = re.compile(r"(?:tion|sion|ment|age)s?$")
"""« plantation de… », « recrutement de… »: a noun of doing."""

NO_PROCESS = _of(
    """
    appartement association bâtiment commission direction département entourage fromage fédération
    gouvernement génération image institution langage logement message moment ménage ménages nation
    organisation page parlement paysage population profession région sentiment situation village
    villages voisinage âge équipage établissement
    """
)
"""Nouns with that ending that are no doing."""

PEOPLE = _of(
    """
    abstentionnistes accompagnantes accompagnants accueillantes accueillants adhérent adhérente
    adhérents adjointes adjoints adolescent adolescente adolescentes adolescents ados adulte adultes
    agents agresseurs agriculteur agriculteurs agriculteurs-éleveurs agricultrices aidant aidante
    aidantes aidants aides aidés alcooliques allocataire allocataires ambulanciers ami amie amies
    amis anciennes anciens animateur animateurs animatrice animatrices apiculteurs apprenti
    apprentie apprenties apprentis arbitres arrivantes arrivants artisans artistes assistant
    assistante assistantes assistants assistants-familiaux atsem auteurs autistes autoentrepreneurs
    automobilistes autrui aveugles avocats aînesse aîné aînée aînées aînés baigneurs bailleurs
    benjamins bergers bergères bibliothécaires blogueurs bouchers boulangers boulangères bébé bébés
    bénéficiaire bénéficiaires bénévole bénévoles bûcherons cadets cadres cafetiers camarade
    camarades candidates candidats caristes celles centenaires ceux chacun chacune chanteurs
    chasseurs chauffeurs chef cheffes chefs chevriers choristes chômeur chômeurs chômeuse chômeuses
    citadins citoyennes citoyens clan client cliente clientes clients coiffeurs coiffeuses collectif
    collectifs collègues collégien collégiennes collégiens commerçants comédiennes comédiens
    concierges conducteurs conjoint conjointe conjoints conseillers conseillère conseillères
    consommateurs consommatrices copain copains copines copropriétaires correspondants corréziens
    couple couples cousines cousins couvreurs coéquipiers creusois cueilleurs curateurs curistes
    cyclistes célibataire célibataires céréaliers danseurs danseuses demandeur demandeurs demandeuse
    demandeuses dentistes diabétiques directeurs directrices dirigeantes dirigeants divorcés
    doctorants donneurs décideurs dépendants députés détenues détenus employeurs employées employés
    enfance enfant enfants enseignantes enseignants entraîneurs entrepreneurs entrepreneuses exilés
    expulsés externes facteur famille familles femme femmes fiancés fille filles fonctionnaires
    forains forestiers formateurs formatrices foyer foyers fratrie fratries frères fumeurs gamin
    gamine gamins gardiennes gardiens garçons gays gendarmes gens gens-du-voyage gosses
    grands-parents groupe groupes habitant habitante habitantes habitants handicapées handicapés
    homme hommes hébergeurs hôteliers hôtes indépendants infirmier infirmiers infirmière infirmières
    instituteurs institutrices insulaires internes interprètes intervenants intérimaires jeune
    jeunes jeunesse joueurs joueuses journalistes juges kinés lecteurs lectrices lesbiennes
    licenciés limousins livreurs locataire locataires logés lycéen lycéennes lycéens magistrats
    maire maire-adjoint maires majeurs majorité mal-logés malade malades malentendants malvoyants
    mamans mamie mamies maraîchers maraîchères marcheurs marraine marraines maternelles maçons
    maîtres maîtresses membre membres menuisiers migrantes migrants militantes militants mineurs
    ministres minorité moitié monde montagnards musiciens mère mères médecin médecins médiateurs
    médiatrices ménage ménages nageurs notaires nounou nounous nourrice nourrices nourrisson
    nourrissons nouveau-né nouveaux-nés nouveaux-venus néo-ruraux néoruraux octogénaires oncle
    ouvrier ouvriers ouvrières pair pairs papas papi papis parent parents parrain parrains
    partenaires participantes participants passagers patient patiente patients patron patronnes
    patrons pauvres paysannes paysans peintres pensionnaires personne personnes peuple pharmaciens
    photographes piétons plombiers policiers pompiers population postiers prisonniers proches
    producteurs productrices prof professeurs professionnel professionnelle professionnelles
    professionnels profs promeneurs propriétaire propriétaires précaires préfet présidentes
    présidents public-jeune puéricultrices père pères pêcheurs quadragénaires quelqu’un quelqu’une
    quinquagénaires randonneurs receveurs responsables restaurateurs retraité retraitée retraitées
    retraités riveraines riverains routiers rurales ruraux réfugiées réfugiés réservistes résident
    résidente résidentes résidents sage-femme sages-femmes saisonnier saisonniers saisonnière
    saisonnières salarié salariée salariées salariés sans-abri sapeurs scouts sdf secouristes
    secrétaires seniors septuagénaires sexagénaires société soignantes soignants sortants sourdes
    sourds spectateurs spectatrices sportifs sportives stagiaire stagiaires supporters surendettés
    surveillants sénateurs tante touristes tout-petit tout-petits toxicomanes traducteurs
    traductrices trans travailleurs travailleuses trentenaires tribu trisomiques trésoriers tsiganes
    tuteur tuteurs tutrice témoins urbains usager usagers usagère usagères vacanciers vendangeurs
    veufs veuves victimes vidéastes vieux vigneronnes vignerons villageois villageoises viticulteurs
    voisin voisinage voisinages voisine voisines voisins volontaires votants voyageurs voyageuses
    éclaireurs écolier écoliers écolières écrivains édiles éducateurs éducatrices électeurs
    électrices électriciens éleveurs élu élue élues élus élèves épiciers épouse épouses époux
    équipiers étrangers étudiant étudiante étudiantes étudiants
    """
)
"""Nouns of people: somebody is named."""

PERSON_ENDING = re.compile(
    r"(?:eurs|euses|trices|istes|iens|iennes|antes|ants|ains|aines|iers|ières|ées|és|ois|oises|ards|ardes|logues|phones)$"
)
"""Plural nouns of people by their ending; those of things are taken out first (THINGS)."""

ORGANISATIONS = _of(
    """
    amicale amicales association associations bibliothèque bibliothèques bourg bourgs cabinets cafés
    cantines chorale chorales club clubs collège collèges comité comités commerce commerces commune
    communes compagnie compagnies coopérative coopératives copropriétés crèches ehpad entreprise
    entreprises fanfare ferme fermes foyers-ruraux fédération fédérations hameau hameaux hôpitaux
    institutions librairies lycée lycées maisons-familiales municipalités médiathèques orchestre
    paroisse paroisses pharmacies pme quartiers start-up structure structures syndicats tpe troupe
    troupes usine usines village villages école école-collège écoles écoles-collèges équipe équipes
    """
)
"""Organisations and places that may change: they count as somebody, and several make a relation."""

OUR_INSTITUTIONS = _of(
    """
    académie administration administrations agence agglo agglomération ars assemblée bailleur caf
    caisse ccas ccpe centre chambre cias clic cnaf collectivité collectivités comité commission
    communauté conseil copil cour cpam crèche ctg direction dispositif département départements epci
    fondation gendarmerie gouvernement hôpital institution institutions intercommunalité
    intercommunalités justice mairie mdph mfr mission msa métropole observatoire office opérateur
    opérateurs parc parlement parquet pays plateforme pmi pnr police pouvoirs préfecture pôle pôles
    rectorat relais rpe région régions sdis service syndicat technopôle établissement état
    """
)
"""Bodies of the convention. When they alone are the subject, one does not see who benefits."""

BODIES = (
    "france travail",
    "france services",
    "pôle emploi",
    "l’éducation nationale",
    "la mission locale",
    "cap emploi",
    "les services de l’état",
    "les partenaires institutionnels",
    "la maison de l’emploi",
    "la protection maternelle",
    "l’aide sociale à l’enfance",
    "le réseau",
    "les signataires",
    "la convention",
)
"""Bodies named in several words, at the head of a sentence."""

OUTPUTS = _of(
    """
    accueil accueils actions affiche affiches agenda aire aires annuaire antenne antennes
    application arbre arbres atelier ateliers banc bancs borne bornes boutique boutiques brochure
    brochures bus café cafés car cars chantier chantiers charte conférence conférences contrat
    contrats convention conventions crèches créneau créneaux diagnostic document documents
    défibrillateur défibrillateurs emploi emplois enquête espace espaces fiche fiches film films
    flyer flyers formations forum forums guichet guichets guide guides gymnase haies halte haltes
    intervention interventions jardin jardins journée journées kilomètres kit kits lieu lieux ligne
    lignes lit lits livret livrets logement logements ludothèque ludothèques maison maisons
    micro-crèche micro-crèches minibus médiathèque navette navettes newsletter numéro ordinateur
    ordinateurs panneau panneaux permanence permanences piscine piste pistes place places plan
    plaquette plaquettes plateforme point points portail poste postes projet projets rapport
    recyclerie rencontre rencontres repas ressourcerie réunion réunions salle salles session
    sessions site sites soirée soirées sorties spectacle spectacles structure structures studio
    studios séance séances séjour séjours terrain terrains visites véhicule véhicules vélo vélos
    épicerie événement événements
    """
)
"""What we produce and count at once."""

PRODUCED = _of(
    """
    accompagné accompagnée accompagnées accompagnés accueilli accueillie accueillies accueillis
    acheté achetée achetées achetés adopté adoptée adoptées adoptés aménagé aménagée aménagées
    aménagés assuré assurée assurées assurés attribué attribuée attribuées attribués bâti bâtie
    bâties bâtis construit construite construites construits créé créée créées créés desservi
    desservie desservies desservis diffusé diffusée diffusées diffusés disponible disponibles
    distribué distribuée distribuées distribués doté dotée dotées dotés déployé déployée déployées
    déployés embauché embauchée embauchées embauchés expérimenté expérimentée expérimentées
    expérimentés financé financée financées financés formé formée formées formés implanté implantée
    implantées implantés inauguré inaugurée inaugurées inaugurés informé informée informées informés
    installé installée installées installés lancé lancée lancées lancés livré livrée livrées livrés
    loué louée louées loués maintenu maintenue maintenues maintenus mené menée menées menés mis mise
    mises monté montée montées montés mutualisé mutualisée mutualisées mutualisés nommé nommée
    nommées nommés opérationnel opérationnelle opérationnelles opérationnels organisé organisée
    organisées organisés orienté orientée orientées orientés ouvert ouverte ouvertes ouverts planté
    plantée plantées plantés produit produite produites produits programmé programmée programmées
    programmés proposé proposée proposées proposés publié publiée publiées publiés recruté recrutée
    recrutées recrutés restauré restaurée restaurées restaurés reçu reçue reçues reçus réalisé
    réalisée réalisées réalisés rédigé rédigée rédigées rédigés réhabilité réhabilitée réhabilitées
    réhabilités rénové rénovée rénovées rénovés réservé réservée réservées réservés sensibilisé
    sensibilisée sensibilisées sensibilisés servi servie servies servis signé signée signées signés
    subventionné subventionnée subventionnées subventionnés tenu tenue tenues tenus touché touchée
    touchées touchés validé validée validées validés versé versée versées versés édité éditée
    éditées édités élaboré élaborée élaborées élaborés équipé équipée équipées équipés
    """
)
"""Participles of what was made or given: « sont ouvertes », « est distribué »."""

COMES_UP = _of(
    """
    circule circulent démarre démarrent existe existent fonctionne fonctionnent naissent naît ouvre
    ouvrent recense recensent
    """
)
"""A thing that opens, exists, runs: it was made by us."""

COMES_UP_PHRASES = (
    "est en ligne",
    "sont en ligne",
    "est en place",
    "sont en place",
    "voit le jour",
    "voient le jour",
    "est en service",
    "sont en service",
    "ont lieu",
    "a lieu",
    "est à disposition",
    "sont à disposition",
    "est en cours",
    "est opérationnel",
    "sont opérationnel",
    "couvre ",
    "couvrent ",
    "dessert",
    "desservent",
)
"""The same, in several words."""

MEASURES = _of(
    """
    couverture effectif effectifs fréquentation indice nombre part pourcentage proportion ratio
    score taux
    """
)
"""Nouns of measure."""

MOVEMENTS = _of(
    """
    augmentation baisse croissance diminution hausse progression recul réduction stabilisation
    """
)
"""Nouns of more and less."""

REACHES = _of(
    """
    atteignent atteint double doublent dépasse dépassent triple triplent
    """
)
"""What figures do."""

VARIATION = _of(
    """
    accroissent accroît améliore améliorent augmente augmentent baisse baissent circule circulent
    croissent croît diminue diminuent disparaît dégrade développe développent enrichit fluidifie
    grandissent grandit maintient modernise modernisent progresse progressent recule reculent
    renforce renforcent réduisent réduit régresse simplifie simplifient stabilise stabilisent
    élargissent élargit étoffe étoffent évolue évoluent
    """
)
"""What trends do, not people: « se renforce », « progresse »."""

RECEDES = _of(
    """
    atténue atténuent baisse baissent cesse cessent diminue diminuent disparaissent disparaît recule
    reculent réduisent réduit régresse régressent
    """
)
"""A thing that goes away: what is there instead?"""

ENDINGS = _of(
    """
    absence arrêt disparition fin suppression élimination éradication
    """
)
"""Nouns of an end."""

HUMAN_VERBS = _of(
    """
    accueille aide apprend choisit comprend connaît cultive demande dit dort décide fait garde
    habite invite joue lit loge mange marche ose parle partage participe peut prend prépare raconte
    rejoint rencontre reprend reste retrouve reçoit sait sort s’engage travaille trouve va vient vit
    écoute écrit
    """
)
"""What only people do."""

PRONOUNS = _of(
    """
    beaucoup celle celles celui certaines certains ceux chacun chacune elles ils on quiconque tous
    toutes
    """
)
"""Pronouns of people."""

SUBORDINATORS = _of(
    """
    comme dont lorsque lorsqu’ où parce puisque puisqu’ quand que qui qu’ si
    """
)
"""What opens a clause of its own."""

BEFORE_NOUNS = _of(
    """
    au aussi autre autres bien bon bonne bonnes bons dernier derniers dernière dernières différentes
    différents divers diverses en ensemble futures futurs grand grande grandes grands majorité
    meilleur meilleure meilleures meilleurs mieux moins même mêmes ne nombreuses nombreux nouveau
    nouveaux nouvel nouvelle nouvelles n’ pas petit petite petites petits plupart plus premier
    premiers première premières principales principaux se simples s’ très vieille vrai vraie vraies
    vrais y à
    """
)
"""Words that stand before the noun without being it."""

MOMENTS = _of(
    """
    an année années ans automne dimanche fois hiver jour jours matin mercredi mercredis mois
    printemps rentrée saison samedi semaine semaines soir soirs vacances week-end été
    """
)
"""Times: « chaque semaine, … »."""

NO_FUTURE = _of(
    """
    affront agora caméra extra front opéra ultra vers
    """
)
"""Words with the ending of a future that are no verb."""

NOUNS_LIKE_VERBS = _of(
    """
    accorde accueil aide arrive entraide entre entretien envie espoir essai est estime exercice
    offre oublie usage usine échange école écoute élève épreuve étude
    """
)
"""Nouns that are spelled like a verb, after « l’ »."""

THINGS = _of(
    """
    abris accueil accès actions activité activités addictions agriculture aide aides air
    alimentation allées ambiance années arbres arrivées arrêtés ateliers bains barrières besoin
    besoins bien-être biodiversité blés bois bourgs-centres brouillards budgets bâtiments cadre
    calendriers canapés car carburants carrières cars catalogues centaines chaleurs chantiers choix
    chômage citoyenneté climat clés colère commerce communication compétences condition conditions
    confiance congés coopération coordination couleurs courants courriers coûts crèche-lieu culture
    côtés dialogues diamants difficultés dispositifs dizaines domaines données dossiers douleurs
    droit droits droits-sociaux durées déchets délais démarche démarches démocratie dés eau emploi
    emplois endroits entraide entrées erreurs espace espaces fibre files fleurs fois fontaines forêt
    forêts fossés frontières fête fêtes garde gardes gare habitat haies hasards heures honte horaire
    horaires horreurs idées image impôts incivilités informations initiative initiatives insertion
    instants internet inégalités joie journées laines langue langues laïcité lendemains liberté lien
    lien-social liens listes local locaux logement logements lois loisir loisirs lumières manières
    marché marchés matières mieux-être misère mixité mobilité mode modes mois moteurs moyens musées
    métiers nourriture numérique odeurs offre offres ordinateurs outils pains papiers parole
    partenariat partenariats passés patrimoine pauvreté paysage pesticides peur peurs place places
    plans poids pollution pratique pratiques prix prières produit produits programmes projets prés
    prévention qualité quartiers regards relation relations rentrées repas ressource ressources
    restaurants retards richesse rivière rivières route routes rue rues rythme rythmes règles
    réponse réponses réseau réseaux santé savoir-faire savoirs secteurs semaines sentiers service
    services signalétique soin soins soirées solidarité solitude solitudes solution solutions sport
    standards sécurité tarifs temps temps-libre terrains territoire territoires toits tourisme
    tournées traditions train trains traités trajet trajets transport transports vacances vaccins
    valeurs vallées veillées vie violences vivre-ensemble voirie voiture voitures voix vélos échange
    échanges économie écoute égalité énergie équipements étés
    """
)
"""Nouns of things: no subject of a change."""

THING_ENDING = re.compile(
    r"(?:tions?|sions?|ités?|ments?|ances?|ences?|ismes?|ages?|tures?|oirs?|logies?|thèques?|esses?|erie|eries)$"
)
"""Nouns of things by their ending."""

STATES = _of(
    """
    accomplis apaisés attentifs attentives autonome autonomes bien bienveillant bienveillante
    bienveillants compris concernées concernés confiance confiants conscient consciente conscientes
    conscients considérées considérés content contente contentes contents curieuses curieux engagées
    engagés entendues entendus fier fiers fière fières heureuse heureuses heureux impliquée
    impliquées impliqués informée informées informés libres légitime légitimes mobilisées mobilisés
    motivé motivée motivées motivés optimistes outillées outillés ouverts rassurée rassurées
    rassurés reconnus respectueuses respectueux respectées respectés responsabilisés responsables
    satisfait satisfaite satisfaites satisfaits sensibilisées sensibilisés sensibles serein sereine
    sereines sereins solidaire solidaires soudés soutenues soutenus sécurité tolérantes tolérants
    unis valorisé valorisée valorisées valorisés écoutées écoutés épanoui épanouie épanouies
    épanouis éveillés
    """
)
"""Inner states: true perhaps, but nobody sees them from outside without another sign."""

_MORE = (
    r"(?:plus |très |mieux |enfin |pleinement |davantage |tous |toutes |réellement |vraiment |aussi |bien )*"
)
_SOME = r"(?:plus |davantage )?(?:de |d’)?(?:la |le |l’)?"
_FEELINGS = r"(?:confiance|espoir|fierté|moral|envie|estime|sérénité|conscience)"
INNER = (
    rf"\b(?:sont|est|deviennent|devient|restent|reste|vivent|vit) {_MORE}(?:en )?(?P<state>[^\W\d_]+)",
    r"\bse sent(?:ent)? ",
    rf"\b(?:ont|a|retrouvent|retrouve|gagnent en|reprennent) {_SOME}{_FEELINGS}\b",
    r"\bprennent conscience\b",
    r"\bvivent (?:bien|mieux|heureux)\b",
)
"""How inner states are said; with a group « state », the word must be one of STATES."""

TOTALS = (
    r"\bn[’']y a plus\b",
    r"\b(?:a|ont) (?:totalement |complètement |enfin )?(?:disparu|cessé d’exister)",
    r"\bn[’']existe(?:nt)? plus\b",
    r"\b(?:est|sont) (?:totalement |définitivement )?(?:éradiqué|résolu|supprimé|éliminé|vaincu|aboli)e?s?\b",
    r"\b(?:zéro|100\s*%)",
    r"\bplus (?:aucun|aucune|personne|jamais)\b",
    r"^(?:aucun|aucune|nul|nulle|personne)\b.*\bn[e’]",
    r"\b(?:aucun|aucune)\b.*\bne\b",
    r"\bplus un seul\b|\bplus une seule\b",
    r"\btous les problèmes\b|\btoutes les difficultés\b",
    r"\bsans (?:aucune )?exception\b",
    r"\btout le monde\b.*\b(?:heureux|d’accord|toujours|emploi|logement|santé)\b",
    r"^(?:l’ensemble|la totalité|l’intégralité) (?:des|de)\b",
    r"\b(?:à jamais|pour toujours|définitivement)\b",
)
"""Everything, nobody, never: out of reach of five years."""

JARGON = _of(
    """
    acculturation actent agile agilité aller-vers ancrage appétence attractivité autonomisation
    benchmark bonification bénéficiaires-acteurs capabilités capacitation capitalisation capitaliser
    ciblage ciblés co-construction co-construire co-construisent co-construit co-développement
    coconstruction coconstruisent coconstruit codéveloppement cohésion complémentarité
    complémentarités concertée conscientisation continuum contractualisation dispositif dispositifs
    disruptif décloisonnement décloisonnent décloisonner déploiement employabilité empowerment
    essaimage essaiment externalités gouvernance holistique holistiques impactent impacter
    implémentent impulsion inclusif inclusifs inclusion inclusive inclusives individualisé
    ingénierie innovant innovante innovantes innovants interconnaissance intergénérationnalité
    interprofessionnel interprofessionnelle interprofessionnelles intersectorialité intersectoriel
    intersectorielle intégré intégrée kpi levier leviers lisibilité livrable livrables maillage
    massifier montée-en-compétences multi-partenarial multidimensionnel multidimensionnelle
    multipartenariale mutualisation médico-social optimisation optimisent opérationnalisent
    opérationnel opérationnelle paradigme parentalité partenarial partenariale partenariales
    partenariat partenariaux participatif participative participatives personnalisé personnalisée
    pluridisciplinaire pluridisciplinarité porosité priorisent proactif problématique problématiques
    process psychosocial psychosociales publics-cibles pérennisation responsabilisation référentiel
    réseau-partenarial résilience résilient résilientes résilients sensibilisation-action
    socio-professionnelle socioprofessionnelle sociétal sociétale sociétales sociétaux structuration
    synergie synergies systémique systémiques sécurisation sécurisent territorial territoriale
    territoriales territorialisation territorialisée territoriaux transversal transversale
    transversalement transversales transversalité transversaux vulnérables-publics écosystème
    éligibles
    """
)
"""Words that an inhabitant would not use."""

JARGON_PHRASES = (
    r"\bpublics? (?:cibles?|fragilisés?|empêchés?|vulnérables?|prioritaires?|éloignés?)",
    r"\b(?:feuille de route|parcours (?:usager|de vie|de soins|d’insertion|résidentiel)|parties prenantes)\b",
    r"\b(?:pouvoir d’agir|montée en compétences|mise en (?:réseau|synergie)|faire réseau)\b",
    r"\blever les freins\b",
    r"\b(?:intelligence (?:territoriale|collective)|approche (?:globale|intégrée))",
    r"\b(?:dans une logique|acteurs de leurs?|porteurs de projets?|zones? blanches?|chaîne de valeur)\b",
    r"\b(?:stratégies? d’|politiques? (?:publique|sectorielle)s?|offre de services?|prise en charge globale)",
    r"\bdynamiques? (?:de|partenariale|locale|collective|territoriale)s?\b",
)
"""The same, in several words."""

PLURAL_EXCEPTIONS = _of(
    """
    aboutissement absent accent accident accompagnement adolescent agent aliment aménagement
    appartement ardent argent arrondissement ascendant autrement avent bâtiment cent chacun
    changement ciment client comment comportement compétent compétents content continent
    convalescent couvent dent différent dignement document département déplacement développement
    encouragement engagement enseignement environnement excellent excédent facilement financement
    fréquent gisement gouvernement hébergement impatient incident indépendant innocent insuffisant
    intelligent intermittent isolement jeunement jugement lent lents librement logement moment
    mouvement niveau notamment négligent occident opulent orient paiement parent patiemment patient
    permanent pertinent polyvalent prudent précédent présent président prévalent pénitent rarement
    rassemblement recensement recrutement regroupement renforcement règlement récent régiment
    régulièrement résident résidents sarment sentiment serment serpent seulement soulagement souvent
    souvient supplément talent torrent traitement trident turbulent urgent vent versement vingt
    violent virulent vêtement également équipement équivalent établissement évident événement
    """
)
"""Words in -ent that are no plural verb."""

MENT_VERBS = _of(
    """
    affirment aiment animent assument confirment consomment dorment déforment enferment estiment
    expriment ferment filment forment informent nomment priment réclament résument s’expriment
    transforment
    """
)
"""Plural verbs in -ment, told from adverbs and nouns."""

DETERMINERS = _of(
    """
    au aux ce certaines certains ces cet cette chaque de des du d’ la le les leur leurs l’ nos notre
    plusieurs quelques sa ses son tous tout toute toutes un une vos votre
    """
)
"""Articles and their kin."""

NUMBERS = _of(
    """
    cent cinq cinquante deux dix douze huit mille neuf onze quarante quatre quinze seize sept six
    soixante trente trois vingt
    """
)
"""Numbers in words."""

PREPOSITIONS = _of(
    """
    afin ainsi après au aujourd’hui autour aux avant avec bientôt chez comme contre dans demain
    depuis dès désormais d’ici en enfin ensemble entre face grâce hors ici jusqu’ lors lorsque
    lorsqu’ malgré par parce parmi partout pendant pour progressivement près quand sans selon si
    sous sur vers à
    """
)
"""What may open a sentence before its subject."""

BEFORE_QUESTION = _of(
    """
    avec chez de d’ par pour sait savent sur vers à
    """
)
"""« savent à qui s’adresser »: a question inside, no clause."""

ONE = _of(
    """
    ce cet cette chaque de du d’ la le sa son un une
    """
)
"""After these, a word in -ent is a noun."""

NOT_BEFORE_ONE = _of(
    """
    au aux avec bien ce certaines certains ces cet cette chaque chez de des du d’ en entre la le les
    leur leurs nos notre par plus plusieurs pour quelques sa sans ses son sous sur tous toute toutes
    très un une vers vos votre à
    """
)
"""After these, a word spelled like a singular verb is a noun."""

SILENT = _of(
    """
    chercher collectivement continuer davantage ensemble mieux ne n’ pas plus réellement toujours
    viser vraiment
    """
)
"""Little words that an infinitive may follow: « mieux informer »."""
