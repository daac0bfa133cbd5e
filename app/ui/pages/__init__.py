"""The pages of the window. Each is given its data by method and speaks through its own signals."""
