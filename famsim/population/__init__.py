"""An area's published figures, and the families that live there at month 0."""
