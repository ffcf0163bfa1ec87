"""What the journal says of programmes. The sentence follows the actor's name."""

SENTENCES = {
    "programme.loaded": "a chargé le programme {label}, version {version}",
}
