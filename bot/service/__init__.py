"""What any edge needs from below: models in service, retraining, settings, state, logs, backups.

Nothing in here knows how people are talked to.
"""
