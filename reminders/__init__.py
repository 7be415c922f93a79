"""What wants attention: notifications and notices."""
