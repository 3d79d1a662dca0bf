"""How well a simulated England agrees with what was published of the real one."""
