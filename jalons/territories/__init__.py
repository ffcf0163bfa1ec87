"""Official geography: communes, EPCI, départements, régions. No user data."""
