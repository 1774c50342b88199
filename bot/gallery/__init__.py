"""Every screen that the content can produce: measured for `check`, drawn on one page by `make gallery`."""
