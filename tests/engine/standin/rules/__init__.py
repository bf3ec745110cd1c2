"""Azure's order: what the stand-in refuses because Azure would, each rule in a module of its own."""
