"""Compiled plans: canonical N-Quads without expansion, for shapes of JSON met before.

Under one ``@context`` a JSON object of one shape (its keys, its types, the property it stands
under) always becomes the same quads but for ids and texts. A plan writes those directly::

    leaves     one JSON value -> one RDF term, or a miss
    members    what one member of a node becomes
    plan       what one node becomes; a site is a place where nodes stand
    writing    one document on its way: its nodes, the names of those without id, the text
    compiling  a plan from what the plain way found out about a node
    memory     bounded: nodes written before, shapes met before
    planner    tries the plans, and learns from documents that the plain way has accepted

A plan is an accelerator of the plain way (``jsonld.to_quads`` and ``rdfc.canonicalize``) and
never more: what it cannot prove that it handles is a miss, and the plain way decides.
"""
