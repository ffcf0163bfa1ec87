"""What the journal says of accounts and access."""

SENTENCES = {
    "account.opened": "a ouvert le compte de {label}",
    "account.closed": "a fermé le compte de {label}",
    "account.reopened": "a rouvert le compte de {label}",
    "role.granted": "a donné à {label} le rôle « {role} »",
    "role.ended": "a mis fin au rôle « {role} » de {label}",
    "invitation.sent": "a invité {label} comme « {role} »",
    "invitation.withdrawn": "a retiré l’invitation de {label}",
    "invitation.accepted": "a accepté son invitation",
}
