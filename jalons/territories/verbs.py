SENTENCES = {
    "geography.loaded": (
        "a chargé la géographie officielle, périmètres {perimeters} ({communes} communes, {epci} EPCI)"
    ),
}
