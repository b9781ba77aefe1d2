"""What any edge needs from below: models in service, retraining, settings, state, logs, backups.

Nothing in here imports an edge or a feature.
"""
