"""The columns of every view, by what the view is for: what each holds, in which unit, of which type.

A view's SQL stands in ``sql/views/<name>.sql``, or in ``sql/intermediate`` where others are made of it; its first comment lines say question, grain and rules. A column that carries
a table's column through has that column's prose (:mod:`warehouse.contract.views.carried`); what the view makes is
declared. A view without a declaration, or with other columns than declared, stops the build
(:mod:`warehouse.store.views`).
"""

from typing import Final

from warehouse.contract.schema import View
from warehouse.contract.views import by_outlet, details, intermediate, omissions

VIEWS: Final[tuple[View, ...]] = (*details.VIEWS, *by_outlet.VIEWS, *intermediate.VIEWS, *omissions.VIEWS)

VIEW: Final[dict[str, View]] = {view.name: view for view in VIEWS}
