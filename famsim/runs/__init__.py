"""Lives run together: strategies on the same families and the same luck."""
