"""Words that the wording advice looks for. Ours, French, meant to be corrected by practice."""


def _of(words: str) -> frozenset[str]:
    """The words of a paragraph, blanks apart."""
    return frozenset(words.split())


ACTION_VERBS = _of(
    """
    accompagner acheter adapter aider aller aménager animer appuyer bâtir communiquer concevoir conduire
    constituer construire consulter coordonner créer diffuser disposer doter déployer développer embaucher
    engager expérimenter faciliter faire financer formaliser former fournir identifier impulser informer
    initier installer instaurer investir lancer louer maintenir mener mettre mobiliser monter mutualiser
    offrir organiser orienter ouvrir piloter poursuivre produire programmer promouvoir proposer prévoir
    publier recenser recruter réaliser rédiger rénover répertorier réunir sensibiliser signer soutenir
    structurer subventionner tenir transporter valoriser éditer élaborer équiper établir étendre étudier
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

ACTION_NOUNS = _of(
    """
    accompagnement achat acquisition aménagement animation campagne communication conception constitution
    construction coordination création diffusion déploiement développement embauche extension financement
    formalisation formation harmonisation implantation information installation instauration lancement
    maintien mise mobilisation mutualisation organisation ouverture poursuite production promotion
    recensement recrutement renforcement réalisation rénovation sensibilisation signature soutien
    structuration élaboration
    """
)
"""The same, as nouns: « ouverture de… », « mise en place de… »."""

PEOPLE = _of(
    """
    accueillantes accueillants adhérents adolescent adolescente adolescentes adolescents adulte adultes
    agriculteur agriculteurs agriculteurs-éleveurs agricultrices aidant aidante aidantes aidants aides
    allocataire allocataires animateurs animatrices apprentis arrivants artisans assistante assistantes
    assistants assistants-familiaux aînesse aînées aînés bébé bébés bénéficiaires bénévole bénévoles
    camarades celles ceux chacun chacune chasseurs chauffeurs chômeurs citoyennes citoyens collégiennes
    collégiens commerçants conducteurs conseillers conseillères couples célibataires demandeurs directeurs
    directrices employeurs enfance enfant enfants enseignantes enseignants entraîneurs facteurs famille
    familles femme femmes fille filles foyers frères garçons gendarmes gens grands-parents habitant
    habitante habitantes habitants homme hommes infirmiers infirmières intervenants isolés jeune jeunes
    jeunesse locataires lycéennes lycéens maire maires malades mamans mineurs monde musiciens mère mères
    médecins ménages nounous nourrices nouveaux-nés nouveaux-venus nouvelles papas parent parents parrains
    partenaires patients personne personnes pompiers population proches professeurs professionnel
    professionnelle professionnelles professionnels propriétaires puéricultrices père pères retraité
    retraitée retraitées retraités résidents saisonniers saisonnières salariées salariés secrétaires seniors
    soignantes soignants stagiaires tout-petits travailleurs travailleuses tuteurs usagers usagères
    vacanciers veufs veuves vieux villageois voisin voisinage voisine voisines voisins éducateurs
    éducatrices éleveurs élu élue élues élus élèves équipiers étrangers étudiantes étudiants
    """
)
"""Nouns of people: somebody is named."""

ORGANISATIONS = _of(
    """
    association associations atelier ateliers bibliothèques bourg bourgs club clubs collège collèges comités
    commerces commune communes crèches entreprise entreprises fermes hameau hameaux institutions lycée
    quartiers services structure structures village villages école écoles équipe équipes
    """
)
"""Organisations and places that may change: they count as somebody, and several make a relation."""

OUR_INSTITUTIONS = _of(
    """
    caf centre cnaf collectivité comité communauté conseil copil cpam crèche ctg direction dispositif
    département epci intercommunalité mairie mission msa métropole plateforme préfecture pôle relais rpe
    région service syndicat état
    """
)
"""Bodies of the convention. When they alone are the subject, one does not see who benefits."""

OUTPUTS = _of(
    """
    accueils actions ateliers bornes brochures bus cafés cars chantiers conférences contrats crèches
    créneaux documents emplois fiches flyers formations forums guichets guides haltes interventions journées
    kilomètres lignes lits livrets logements ludothèques maisons micro-crèches navettes ordinateurs
    permanences places plaquettes points postes projets rencontres repas réunions salles sessions sites
    soirées sorties spectacles structures studios séances séjours terrains visites véhicules vélos
    événements
    """
)
"""What we produce and count at once."""

PRODUCED = _of(
    """
    accueillies accueillis achetées achetés aménagées aménagés assurées assurés attribuées attribués
    construites construits créé créée créées créés diffusés disponibles distribué distribuée distribuées
    distribués embauchés existent financées financés fonctionnent formées formés installées installés
    livrées livrés menées menés mis mises opérationnelles opérationnels organisées organisés ouvert ouverte
    ouvertes ouverts proposées proposés publiés recrutées recrutés réalisées réalisés réhabilités rénovées
    rénovés réservées signées signés tenues éditées édités
    """
)

STATES = _of(
    """
    accomplis apaisés autonomes bien bienveillants concernés confiants conscients contents fiers heureuse
    heureuses heureux impliqués informés motivées motivés optimistes rassurés reconnus responsables
    satisfaits sensibilisées sensibilisés sereines sereins solidaires unis valorisées valorisés épanoui
    épanouie épanouies épanouis
    """
)
"""Inner states: true perhaps, but nobody sees them from outside without another sign."""

TOTALS = (
    r"\bn[’']y a plus\b",
    r"\b(?:a|ont) (?:totalement |complètement )?disparu",
    r"\b(?:est|sont) (?:éradiquée?s?|résolue?s?|supprimée?s?)\b",
    r"\b(?:zéro|100\s*%)",
    r"\bplus (?:aucun|aucune|personne|jamais)\b",
    r"\b(?:aucun|aucune)\b.*\bne?\b",
    r"\bplus un seul\b|\bplus une seule\b",
    r"\btous les problèmes\b|\btoutes les difficultés\b",
    r"\bsans (?:aucune )?exception\b",
    r"\btout le monde\b.*\b(?:heureux|d’accord|toujours)\b",
)
"""Everything, nobody, never: out of reach of five years."""

JARGON = _of(
    """
    acculturation aller-vers appétence bonification capabilités capacitation co-construction co-construisent
    co-construit coconstruction cohésion concertée continuum diagnostic dispositif dispositifs
    décloisonnement décloisonnent déploiement employabilité empowerment externalités gouvernance holistique
    inclusif inclusion inclusive ingénierie intersectoriel intersectorielle levier leviers lisibilité
    maillage massifier multi-partenarial multipartenariale mutualisation opérationnelle paradigme
    parentalité partenarial partenariale partenariales partenariat partenariaux pluridisciplinaire
    pluridisciplinarité porosité proactif problématique problématiques process publics-cibles
    réseau-partenarial résilience résilient sociétal synergie synergies systémique sécurisation sécurisés
    territorialisation territorialisée transversal transversale transversalement transversalité
    vulnérabilités écosystème éligibles
    """
)
"""Words that an inhabitant would not use."""

SINGULAR_VERBS = _of(
    """
    a accueille accède adapte agit aide améliore anime apprend arrive assiste associe attend bénéficie
    cherche choisit comprend compte conduit connaît construit consulte coopère coordonne croise crée demande
    devient dit doit donne dort décide décrit dépend développe emprunte entend entraide entre est exprime
    fait finance finit forme garde grandit habite intègre invite joue lance lit mange marche met mène
    obtient organise ose ouvre parle partage participe passe perd permet peut pilote prend propose prépare
    raconte rapporte recrute rejoint rencontre rend renforce respecte ressemble reste retrouve reçoit
    réussit sait salue se sent sort soutient suit s’adresse s’appuie s’entend s’installe s’occupe s’organise
    travaille trouve utilise va veille vieillit vient visite vit voit échange élargit élève
    """
)
"""Third person singular, present: a verb stands here."""

PLURAL_EXCEPTIONS = _of(
    """
    aboutissement accident accompagnement adolescent agent aliment aménagement appartement argent
    arrondissement autrement avent bâtiment cent changement client comment comportement content dent
    différent document département déplacement développement encouragement engagement enseignement
    environnement excellent financement fréquent gouvernement hébergement indépendant isolement jeunement
    jugement logement moment mouvement niveau paiement parent patient permanent pertinent prudent présent
    président rassemblement recensement recrutement regroupement renforcement règlement récent sentiment
    soulagement souvent souvient supplément talent traitement urgent vent versement vingt vêtement
    équipement établissement événement
    """
)
"""Words in -ent that are no plural verb."""

MENT_VERBS = _of(
    """
    affirment aiment animent assument confirment consomment dorment déforment enferment estiment expriment
    ferment filment forment informent nomment priment réclament résument s’expriment transforment
    """
)
"""Plural verbs in -ment, told from adverbs and nouns."""
