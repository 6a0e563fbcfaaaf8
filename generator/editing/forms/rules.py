"""The kinds of finding that an answered form can raise, in terms of the form."""

from generator.diagnostics import define

UNKNOWN = define(
    "form-unknown", "error",
    es=("No se reconoce ningún formulario: faltan los títulos de sus preguntas.", "Copie el texto entero del formulario enviado, con sus líneas «### …»."),
    en=("No form can be recognised: the headings of its questions are missing.", "Copy the whole text of the form that was sent, with its lines “### …”."),
)
TWICE = define(
    "form-answer-twice", "error",
    es=("«{question}» está dos veces (antes, en la línea {first}).", "Deje una sola respuesta."),
    en=("“{question_en}” is there twice (first in line {first}).", "Keep one answer only."),
)
MISSING = define(
    "form-answer-missing", "error",
    es=("Falta la respuesta a «{question}».", "Escríbala debajo de «### {heading}»."),
    en=("The answer to “{question_en}” is missing.", "Write it below “### {heading}”."),
)
CHOICE = define(
    "form-choice", "error",
    es=("En «{question}»{row} escribió «{value}», que no está en la lista.", "{cure}"),
    en=("In “{question_en}”{row_en} you wrote “{value}”, which is not in the list.", "{cure_en}"),
)
VALUE = define(
    "form-value", "error",
    es=("En «{question}»{row} escribió «{value}»: {problem}.", "Escriba {cure}."),
    en=("In “{question_en}”{row_en} you wrote “{value}”: {problem_en}.", "Write {cure_en}."),
)
ROW = define(
    "form-row", "error",
    es=("En «{question}»{row} hay {found} columnas, y el encabezado tiene {known}.", "Escriba las columnas en este orden, con | entre ellas: {columns}."),
    en=("In “{question_en}”{row_en} there are {found} columns, and the heading has {known}.", "Write the columns in this order, with | between them: {columns}."),
)
PERMISSION = define(
    "form-permission", "error",
    es=("En «{question}» no está marcado: «{box}».", "Pida a quien lo envió que lo marque; sin eso no se hace un borrador."),
    en=("In “{question_en}” this is not ticked: “{box_en}”.", "Ask who sent it to tick it; without it no draft is made."),
)
PERSON = define(
    "form-personal-data", "error",
    es=("En «{question}» hay un dato personal: «{excerpt}».", "Bórrelo: un borrador es público, y una persona aparece solo con su consentimiento."),
    en=("In “{question_en}” there is personal data: “{excerpt}”.", "Delete it: a draft is public, and a person appears only with their consent."),
)
CHECK = define(
    "form-check", "error",
    es=("En «{question}»: {said}", "{cure}"),
    en=("In “{question_en}”: {said_en}", "{cure_en}"),
)
