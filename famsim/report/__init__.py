"""What people read: the answer in plain English, figures, and a results folder."""
