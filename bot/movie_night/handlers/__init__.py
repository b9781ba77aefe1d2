"""What is done when somebody writes or presses something."""
