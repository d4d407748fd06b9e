"""The Story page: what the days hold together, told in words and quiet charts."""
