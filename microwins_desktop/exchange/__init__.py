"""Files of other programs: readers that yield imported wins, writers that take wins."""
