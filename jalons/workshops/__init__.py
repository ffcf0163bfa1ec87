"""Tables de concertation: ready-made runs, attendance counts, who is missing."""
