"""How it looks: a pose becomes joints, and joints become shapes. Geometry only."""
