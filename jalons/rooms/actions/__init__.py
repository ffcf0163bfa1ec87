"""Writing. Actions are used through their module: `from jalons.rooms.actions import sequences`."""
