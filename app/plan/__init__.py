"""What is due: programmes and how they go on."""
