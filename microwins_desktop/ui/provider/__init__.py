"""A summary on paper for somebody who helps: chosen, seen, and only then saved."""
