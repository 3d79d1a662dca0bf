"""How can it look in one family? Four lives of the same family, with the same luck."""
