"""Pages of missions, steps, teams, signatories, competences."""
