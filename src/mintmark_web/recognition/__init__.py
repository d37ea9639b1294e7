"""Recognition: cases, comparison, decision, appeal, precedents."""
