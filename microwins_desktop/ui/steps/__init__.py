"""The Steps page: steps and areas, routines, and what became a habit."""
