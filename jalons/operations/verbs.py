SENTENCES = {
    "dossier.exported": "a exporté le dossier de {label}",
    "dossier.imported": "a importé le dossier de {label}",
}
