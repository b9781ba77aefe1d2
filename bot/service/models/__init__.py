"""The model in service, and the trainings that replace it."""
