"""What the journal says of tables: runs, tools, preparations, papers, attendance, invitations."""

SENTENCES = {
    "runsheet.prepared": "a préparé le déroulé de « {label} » : {count} séquences, {minutes} minutes",
    "attendance.counted": "a compté les présences de « {label} » : {people} personnes, {communes} communes",
    "tool.kept": "a mis « {label} » dans la caisse à outils",
    "tool.used": "a mis l’outil « {tool} » dans le déroulé de « {label} » : {count} séquences",
    "tool.adapted": "a adapté l’outil « {label} »",
    "tool.changed": "a modifié l’outil « {label} »",
    "tool.retired": "a rangé l’outil « {label} »",
    "preparation.set": "a réglé la préparation « {label} »",
    "preparation.checked": "a coché « {line} » pour « {label} »",
    "preparation.unchecked": "a décoché « {line} » pour « {label} »",
    "task.added": "a noté une tâche de préparation : « {label} »",
    "task.done": "a fait : « {label} »",
    "task.reopened": "a rouvert la tâche « {label} »",
    "task.removed": "a retiré la tâche « {label} »",
    "seats.printed": "a préparé {count} tickets de place pour « {label} »",
    "return.opened": "a ouvert la restitution publique de « {label} »",
    "return.closed": "a fermé la restitution publique de « {label} »",
    "invitations.linked": "a préparé {count} liens d’invitation pour « {label} »",
    "invitations.sent": "a envoyé {count} invitations pour « {label} »",
    "invitation.answered": "a répondu à l’invitation à « {label} »",
}
