"""What the journal says of steering."""

SENTENCES = {
    "marker.proposed": "a proposé un signe {level} pour « {change} » : {label}",
    "marker.edited": "a réécrit un signe de « {change} » : {label}",
    "marker.retired": "a retiré un signe de « {change} » : {label}",
    "marker.observed": "a noté « {seen} » pour le signe : {label}",
    "log_entry.noted": "a noté un changement observé : {label}",
    "log_entry.edited": "a complété une note du journal des changements : {label}",
    "log_entry.rejected": "a écarté une note du journal des changements : {label} ({reason})",
    "log_entry.asked": "a demandé à {verifier} si c’est bien ainsi : {label}",
    "log_entry.answered": "a noté la réponse de {verifier}, « {answer} » : {label}",
    "review.planned": "a prévu « {label} » pour le {day}",
    "review.edited": "a modifié « {label} »",
    "review.held": "a tenu « {label} »",
    "review.rated": "a noté, pour « {change} », {aspect} : {word}",
    "review.narrated": "a écrit ce que l’on voit de « {change} »",
    "review.found": "a dit « {mark} » d’une hypothèse de « {change} » : {label}",
    "review.published": "a publié « {label} »",
    "decision.taken": "a pris une décision ({kind}) : {label}",
    "decision.closed": "a clos une décision de pilotage ({state}) : {label}",
}
