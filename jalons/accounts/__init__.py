"""People who sign in, their roles with a generic scope, and permissions."""
