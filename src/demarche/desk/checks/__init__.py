"""One scorecard a file, each with a function `scores(workspace, data)`."""
