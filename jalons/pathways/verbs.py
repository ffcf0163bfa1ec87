"""What the journal says of chemins."""

SENTENCES = {
    "pathway.created": "a ouvert le chemin du changement « {label} »",
    "pathway.frozen": "a figé la version {number} du chemin « {label} »",
    "pathway.reopened": "a repris le chemin « {label} » : {reason}",
    "pathway.undone": "a annulé un geste sur le chemin « {label} » : {sentence}",
    "pathway.tidied": "a rangé le dessin du chemin « {label} »",
    "path_node.added": "a ajouté au chemin « {chemin} » : {label}",
    "path_node.edited": "a réécrit un élément du chemin « {chemin} » : {label}",
    "path_node.removed": "a retiré du chemin « {chemin} » : {label}",
    "path_node.placed": "a placé aussi dans le chemin « {chemin} » : {label}",
    "path_node.merged": "a fondu deux éléments du chemin « {chemin} » en : {label}",
    "path_node.sourced": "a rattaché des paroles à un élément du chemin « {chemin} » : {label}",
    "link.made": "a relié deux éléments du chemin « {chemin} » : {label}",
    "link.edited": "a précisé un lien du chemin « {chemin} » : {label}",
    "link.cut": "a coupé un lien du chemin « {chemin} » : {label}",
    "link.revised": "a révisé une hypothèse du chemin « {chemin} » : {label}",
    "link.learned": "a dit « {mark} » d’un lien du chemin « {chemin} » : {label}",
    "action_sheet.created": "a noté l’action « {label} »",
    "action_sheet.edited": "a complété la fiche de l’action « {label} »",
    "action_sheet.status": "a passé l’action « {label} » à l’état « {state} »",
    "action_sheet.off_path": "a laissé hors chemin l’action « {label} » : {reason}",
}
