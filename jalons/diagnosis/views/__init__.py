"""Pages of the diagnosis: the wall, croisements, urgences."""
