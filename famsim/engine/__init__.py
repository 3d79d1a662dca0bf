"""The only loop over families, and the sharing-out of an area's limited places."""
