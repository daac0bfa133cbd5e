"""The page the app opens on."""
