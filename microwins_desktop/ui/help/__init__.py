"""Help is near: a calm page with people and lines one can turn to."""
