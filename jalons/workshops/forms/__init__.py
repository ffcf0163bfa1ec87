"""What people fill in around a table."""
