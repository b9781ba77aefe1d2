"""Movie night: gathering people, choosing films, voting, the morning after."""
