"""The terminal's verbs, a module an idea; `cli` loads only the one that was asked for."""
