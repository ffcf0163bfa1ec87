"""Forms of missions, steps, teams, signatories, competences. They clean and never save."""
