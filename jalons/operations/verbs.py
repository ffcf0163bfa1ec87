SENTENCES = {
    "dossier.exported": "a exporté le dossier de {label}",
    "dossier.imported": "a importé le dossier de {label}",
    "installation.begun": "a préparé l’installation pour {label}",
    "hall.prepared": "a préparé la salle sans internet de {label}",
    "hall.arrived": "a installé la salle de {label} sur un ordinateur sans internet",
    "hall.returned": "a rapporté la salle de {label} : {added} lignes nouvelles, {conflicts} à regarder",
    "backup.restored": "a remis la sauvegarde du {made_on}",
}
