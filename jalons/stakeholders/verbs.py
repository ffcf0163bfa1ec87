"""What the journal says of the actors. Names of private persons stay out of it."""

SENTENCES = {
    "actor.added": "a ajouté un acteur : {category}, {place}",
    "actors.pasted": "a ajouté {count} acteurs d’un coup",
    "actor.changed": "a modifié la fiche d’un acteur",
    "actor.archived": "a retiré un acteur de la liste",
    "actor.restored": "a remis un acteur dans la liste",
    "actors.mobilised": "a mis à jour qui vient à « {label} » : {count} acteurs",
    "actors.invited": "a noté {count} invitations parties pour « {label} »",
}
