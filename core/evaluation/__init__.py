"""How good is it? Splits, baselines, metrics, and models or group rules judged with them.

Whoever is judged is asked as people are, through `core.model` and `core.recommend`.
"""
