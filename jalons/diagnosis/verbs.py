"""Sentences of the journal, after the actor's name."""

SENTENCES = {
    "cluster.created": "a formé le regroupement « {label} » ({cards})",
    "cluster.edited": "a retouché le regroupement « {label} »",
    "cluster.validated": "a validé le regroupement « {label} »",
    "cluster.reopened": "a rouvert le regroupement « {label} »",
    "cluster.merged": "a réuni le regroupement « {label} » à « {target} »",
    "cluster.deleted": "a défait le regroupement « {label} » ({cards} de nouveau sans regroupement)",
    "cluster.cards_moved": "a rangé {cards} dans « {label} »",
    "cluster.cards_taken_out": "a sorti {cards} de leur regroupement",
    "cluster.move_undone": "a repris un geste : {label}",
    "cluster.suggestion_refused": "a écarté une suggestion de regroupement",
    "cross_reading.created": "a écrit un croisement ({relation}) : {label}",
    "cross_reading.edited": "a retouché un croisement ({relation}) : {label}",
    "cross_reading.retired": "a retiré un croisement : {label}",
    "cross_reading.restored": "a remis un croisement : {label}",
    "urgency.proposed": "a proposé l’urgence « {label} »",
    "urgency.edited": "a retouché l’urgence « {label} »",
    "urgency.moved": "a changé l’ordre de l’urgence « {label} »",
    "urgency.put_to_vote": "a soumis {count} urgences aux notes de la salle : {label}",
    "urgency.decided": "a décidé de l’urgence « {label} » : {decision}. Motif : {reason}",
    "urgency.retained_without_cross_reading": (
        "a retenu l’urgence « {label} » sans croisement. Motif : {reason}. Pourquoi quand même : {override}"
    ),
    "urgency.reopened": "a remis en discussion l’urgence « {label} »",
}
