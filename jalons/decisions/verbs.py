# ruff: noqa: E501 - one sentence a line, read as a list
"""What the journal says of decisions by consent. The sentence follows the actor's name."""

SENTENCES = {
    "consent.opened": "a préparé la décision par consentement « {label} »",
    "consent.rewritten": "a retouché le brouillon de « {label} »",
    "consent.rules_set": "a fixé les règles de la décision « {label} » : {what}",
    "consent.round_opened": "a ouvert, pour « {label} », le tour suivant : {round} (version {version})",
    "consent.amended": "a écrit la version {version} de « {label} » : {reason}",
    "consent.withdrawn": "a retiré la proposition « {label} »",
    "consent.spoken": "a noté une parole sur « {label} » ({what}, {voice})",
    "consent.answered": "a noté « pas d’objection » sur « {label} » ({voice})",
    "consent.adopted": "a enregistré l’adoption de « {label} », version {version}, à relire le {review_on}",
    "consent.quorum_waived": "s’est passé du quorum pour « {label} » : {reason}",
    "consent.left": "a arrêté la décision « {label} » ({state}) : {reason} Retour prévu le {returns_on}",
    "consent.resumed": "a repris la décision « {label} »",
    "objection.raised": "a noté une objection sur « {label} » ({voice})",
    "objection.raised_late": "a noté une objection après l’adoption de « {label} » : relecture avancée au {review_on}",
    "objection.completed": "a précisé l’objection {number} sur « {label} »",
    "objection.confirmed": "a recueilli la relecture de l’objection {number} par son auteur, sur « {label} »",
    "objection.retained": "a noté que le groupe retient l’objection {number} sur « {label} » : {reason}",
    "objection.not_retained": "a noté que le groupe ne retient pas l’objection {number} sur « {label} » : {reason}",
    "objection.became_concern": "a noté que l’auteur de l’objection {number} sur « {label} » accepte d’en faire une préoccupation",
    "objection.maintained": "a noté que l’auteur maintient l’objection {number} sur « {label} »",
    "objection.withdrawn": "a noté que l’auteur retire l’objection {number} sur « {label} »",
    "objection.lifted": "a noté que l’auteur dit son objection {number} sur « {label} » levée par la version {version}",
    "objection.proposal_written": "a noté une piste pour lever l’objection {number} sur « {label} »",
    "objection.code_given_again": "a remis un nouveau code à l’auteur de l’objection {number} sur « {label} » : {reason}",
}
