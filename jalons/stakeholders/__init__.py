"""Who is concerned, mobilised, invited."""
