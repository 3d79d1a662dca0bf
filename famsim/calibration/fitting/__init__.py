"""Figures fitted to targets: emulators, waves, posterior, what it tells of each figure; nothing here lives a family."""
