"""How the office looks: templates, components, style, form rendering. No models."""
