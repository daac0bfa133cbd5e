"""The moving figure on screen: painted from shapes, in a view of its own and as small stills."""
