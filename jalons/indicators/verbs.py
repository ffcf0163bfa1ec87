SENTENCES = {
    "catalogue.loaded": "a chargé le catalogue des indicateurs ({indicators} indicateurs, {sources} sources)",
    "figures.loaded": "a chargé {count} chiffres dans les portraits",
    "facts.proposed": "a fait proposer {count} faits pour le portrait de {label}",
    "fact.retained": "a retenu le fait « {label} »",
    "fact.rejected": "a écarté le fait « {label} »",
    "fact.reopened": "a remis le fait « {label} » parmi les propositions",
    "fact.moved": "a déplacé le fait « {label} »",
    "fact.reworded": "a réécrit le fait « {label} »",
    "fact.added": "a ajouté le fait « {label} »",
    "group.suggested": "a fait chercher {count} territoires semblables à {label}",
    "group.changed": "a changé les territoires comparés à {label} : {reason}",
    "profile.frozen": "a figé le portrait de {label}, version {number}",
}
