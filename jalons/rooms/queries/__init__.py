"""Reading: words, votes, the live screens. `from jalons.rooms.queries import words, votes, live`."""
