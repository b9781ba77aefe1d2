"""Movie night behind its buttons: gathering people, choosing films, voting, the morning after."""
