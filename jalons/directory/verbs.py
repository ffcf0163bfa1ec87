"""What the journal says of organisations, people, venues and competences."""

SENTENCES = {
    "organisation.created": "a ajouté l’organisation {label}",
    "organisation.changed": "a modifié l’organisation {label}",
    "person.created": "a ajouté {label} à l’annuaire",
    "person.changed": "a modifié la fiche de {label}",
    "venue.created": "a ajouté le lieu {label}",
    "venue.changed": "a modifié le lieu {label}",
    "competence.assigned": "a noté que {holder} exerce « {label} » à {commune}, depuis le {starts_on}",
    "competence.ended": "a noté que {holder} n’exerce plus « {label} » à {commune}, depuis le {ends_on}",
}
