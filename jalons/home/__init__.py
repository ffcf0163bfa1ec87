"""Landing, my territories, the page of a territory, and what crosses areas."""
