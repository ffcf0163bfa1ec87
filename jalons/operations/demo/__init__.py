"""Two demonstration territories: real figures, words marked « exemple fictif » (domain.md §12)."""
