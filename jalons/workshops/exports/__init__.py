"""Papers of the tables: who came, guides, what is printed for the room, the report."""

from jalons.workshops.exports.presence import chapter

__all__ = ["chapter"]
