"""Whom we believe about what: anchors as data, policies as small values."""
