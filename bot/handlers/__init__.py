"""One module per conversation; `register` tells an application about all of them."""
