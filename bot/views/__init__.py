"""Every message and keyboard people see: pure functions of the texts and of what is to be said."""
