"""The training itself, in a child process (`core.training.launch`).

The only package that imports TensorFlow.
"""
