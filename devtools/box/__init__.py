"""A real desktop in a box, for the tests that need one, the bench and the trial of the bundle."""
