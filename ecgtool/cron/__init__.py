"""What to install to have ``ecg`` run by itself: a crontab, systemd units, a workflow, Kubernetes objects."""
