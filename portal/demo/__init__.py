"""An invented town that shows the portal alive: loaded by `manage.py demo`, refused where real people have accounts."""
