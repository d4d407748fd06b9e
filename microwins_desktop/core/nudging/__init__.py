"""When a gentle nudge may come, and why: pure decisions over plans, history and presence.

`policy.decide` is the heart. Everything here is frozen data and functions of what they are given:
the caller brings the moment, the zone (`localize`), the sun, the history and the settings.
"""
