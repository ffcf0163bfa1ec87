"""Words that speak of the same thing, by subject: what lets « le car » meet « le permis ». No Django.

People hardly ever use the same words for the same subject. This short list, written by hand for what is
said at a table about families and services, brings their words together; it knows nothing else. A word
stands in one subject only. Add words freely: nothing is stored from it, suggestions only change.
"""

from jalons.diagnosis.lexicon import stem

FIELDS: dict[str, str] = {
    "Se déplacer": """
        bus car cars train gare voiture voitures permis route routes conduire conduis conduit
        transport transports navette covoiturage essence gazole stop velo trajet trajets kilometre
        kilometres horaires arret mobilite taxi minibus autoroute trottoir departementale
    """,
    "Garder les tout-petits": """
        creche creches nounou assistante assistantes maternelle maternelles maternel bebe bebes
        naissance naissances garde garder grossesse microcreche puericultrice enceinte conge
        accoucher jumeaux maternite
    """,
    "École, cantine, mercredi": """
        ecole ecoles cantine garderie perisco periscolaire mercredi mercredis maitresse classe
        eleves collegue centre loisirs rentree devoirs recreation directrice enseignants sortie
    """,
    "La jeunesse": """
        jeune jeunes ado ados adolescents lycee college lyceen apprenti apprentis apprentissage
        stage bafa formation internat copains copain skate console
    """,
    "Les personnes âgées": """
        retraite retraites ancien anciens vieux vieillir vieille ehpad veuve veuves seule hameau
        isole isoles isolement solitude volet volets telealarme teleassistance portage repas
        toilette
    """,
    "L’argent du mois": """
        argent pauvre pauvres pauvrete facture factures euro euros loyer smic salaire budget colis
        epicerie ccas pension compter payer cher chere prix dette trop-percu paniers aide
    """,
    "Les papiers et les écrans": """
        papiers papier dossier dossiers internet ordinateur ordinateurs site code mail declaration
        guichet formulaire dematerialise numerique caf msa droit droits allocation mairie services
        connecter robot
    """,
    "Se soigner": """
        medecin medecins docteur dentiste orthophoniste psy psychologue infirmiere infirmier sante
        soins soigner hopital urgences pharmacie pharmacienne rendez-vous kine ophtalmo traitement
        ambulance malade malades pilule sage-femme ordonnance
    """,
    "Être parent": """
        parent parents maman mamans papa papas mere pere separation divorce conseils fatigue
        fatigues couple
    """,
    "Se loger": """
        maison maisons logement logements louer locataire proprietaire studio bail chauffage
        chauffer fioul poele froid froide humidite travaux renovation residences annonces yourte
        toit bois
    """,
    "Se rencontrer": """
        cafe fete fetes bal marche salle rencontre bourg village voisins voisin voisine four
        guitare bibliotheque mediatheque lieu lieux belote chorale
    """,
    "Les associations": """
        association associations benevole benevoles president presidente club comite tresorier
        subvention subventions reunion reunions adherents
    """,
    "Le handicap": """
        handicap handicape fauteuil autiste autisme mdph sourd canne rampe esat accompagnante aesh
    """,
    "Aider un proche": """
        aidant aidants repit soutenir proche proches
    """,
    "Nature et paysage": """
        foret forets nature lac jardin chemin paysage brume arbres arbre eau source calme neige
        riviere
    """,
    "Téléphone et réseau": """
        reseau fibre telephone ligne barre coupure antenne operateur
    """,
    "Travailler la terre": """
        ferme agriculteur agriculteurs brebis vaches tracteur exploitant forestier scierie camions
    """,
    "Savoir qui fait quoi": """
        region departement com communaute oriente numero coordination partenaires institutions
    """,
}

SUBJECT_OF: dict[str, str] = {
    stem(word): subject for subject, words in FIELDS.items() for word in words.replace("-", " ").split()
}
"""Subject by stem. Built once from the list above."""
