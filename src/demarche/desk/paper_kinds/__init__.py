"""One kind of paper a file, each with a function `draw_up(workspace, asked, audience)`."""
