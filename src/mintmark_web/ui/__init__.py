"""The look: templates, components, styles, form rendering. It has no models and knows no other app."""
