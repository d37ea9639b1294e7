"""The draft in parts, each a page of the editor: which fields, in which words.

One description serves the forms, the reading page, the comparison of versions and the way from a
framework's remark to the field that it is about.
"""

from mintmark_web.achievements.parts.sections import ITEMS, PARTS, item_of, part_of, part_with
from mintmark_web.achievements.parts.spec import Field, Kind, Part, Rows

__all__ = ["ITEMS", "PARTS", "Field", "Kind", "Part", "Rows", "item_of", "part_of", "part_with"]
