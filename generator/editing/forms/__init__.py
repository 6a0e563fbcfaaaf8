"""Public forms: what is asked of somebody without git, as the code host shows it, and the answers as drafts of records.

A form is made of the schemas: a question names a field, and its label, its terms and whether it must be answered come from
there unless plainer words are given. No form asks for a person.
"""

from generator.editing.forms.case import CASE
from generator.editing.forms.opportunity import OPPORTUNITY
from generator.editing.forms.organisation import ORGANISATION
from generator.editing.forms.questions import Form

FORMS: tuple[Form, ...] = (CASE, ORGANISATION, OPPORTUNITY)
