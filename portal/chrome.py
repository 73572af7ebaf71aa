"""What frames each page."""


def chrome(request):
    return {}
