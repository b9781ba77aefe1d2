"""What is asked of a training, what it reports, what it learns from, and what is made of it.

Nothing here loads TensorFlow: `core.trainer` does, in a child process that `launch` starts.
"""
