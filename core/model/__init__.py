"""The model as plain arrays, and one person in its space: fold-in, taste, likeness.

Numpy only. Serving, evaluation and training itself all ask people's questions through this room.
"""
