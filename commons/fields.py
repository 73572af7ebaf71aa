"""How forms are drawn: by our field component, everywhere, so that no template writes a label by hand."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """`{{ form }}` and a field group are our components; widgets come from our templates, then Django's."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
