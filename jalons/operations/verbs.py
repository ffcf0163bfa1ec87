SENTENCES = {
    "dossier.exported": "a exporté le dossier de {label}",
    "dossier.imported": "a importé le dossier de {label}",
    "installation.begun": "a préparé l’installation pour {label}",
    "backup.restored": "a remis la sauvegarde du {made_on}",
}
