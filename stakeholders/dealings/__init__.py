"""What passes between organisations and the office: agreements, what each can give, the office's log."""
