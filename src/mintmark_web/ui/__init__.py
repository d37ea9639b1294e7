"""The look: templates, components, styles, form rendering. No models; knows no other app."""
