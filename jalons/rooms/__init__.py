"""The live engine: sequences and their kinds, tickets, contributions, ballots."""
