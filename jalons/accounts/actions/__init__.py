"""What may be done to accounts, roles and invitations."""
