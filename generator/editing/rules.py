"""The kinds of finding that a workbook can raise."""

from generator.diagnostics import define

NO_BOOK = define(
    "book-unreadable", "error",
    es=("No se puede leer como hojas de una colección: {reason}.", "Use un .xlsx, o la carpeta o el .zip de archivos .csv que escribe «cet export»."),
    en=("It cannot be read as the sheets of a collection: {reason_en}.", "Use an .xlsx, or the folder or .zip of .csv files that “cet export” writes."),
)
UNKNOWN_SHEET = define(
    "book-sheet", "error",
    es=("La hoja «{name}» no es de esta colección.", "Devuélvale su nombre o bórrela. Existen: {known}."),
    en=("The sheet “{name}” does not belong to this collection.", "Give it its name back or delete it. There are: {known}."),
)
UNKNOWN_COLUMN = define(
    "book-column", "error",
    es=("La columna «{name}» no existe en esta hoja.{hint}", "Devuélvale su nombre, o borre la columna."),
    en=("There is no column “{name}” in this sheet.{hint_en}", "Give it its name back, or delete the column."),
)
NUMBER = define(
    "cell-number", "error",
    es=("«{value}» no se lee como un número: aquí el punto separa los decimales y nada separa los miles.", "Escriba {meant}."),
    en=("“{value}” does not read as a number: here a point separates decimals and nothing separates thousands.", "Write {meant_en}."),
)
DAY = define(
    "cell-date", "error",
    es=("«{value}» no se lee como lo que va aquí: {expected}.", "{cure}"),
    en=("“{value}” does not read as what goes here: {expected_en}.", "{cure_en}"),
)
TRUTH = define(
    "cell-truth", "error",
    es=("«{value}» no es ni verdadero ni falso.", "Escriba true o false, o deje la celda vacía si no se sabe."),
    en=("“{value}” is neither true nor false.", "Write true or false, or leave the cell empty if it is unknown."),
)
FORMULA = define(
    "cell-formula", "error",
    es=("La celda tiene una fórmula, y una fórmula no se guarda.", "Escriba el valor que muestra."),
    en=("The cell holds a formula, and a formula is not kept.", "Write the value it shows."),
)
NO_OWNER = define(
    "row-without-owner", "error",
    es=("La fila es de «{owner}», que no está en la hoja «{sheet}».", "Corrija el nombre o el número; el de un elemento nuevo es el que usted le puso en esa hoja."),
    en=("The row belongs to “{owner}”, which is not in the sheet “{sheet}”.", "Mend the name or the number; that of a new item is the one you gave it in that sheet."),
)
TWICE = define(
    "row-twice", "error",
    es=("«{owner}» ya está en otra fila de esta hoja ({first}).", "Deje una sola; un elemento nuevo lleva un número que nadie más use, o ninguno."),
    en=("“{owner}” already stands in another row of this sheet ({first}).", "Keep only one; a new item has a number that no other uses, or none."),
)
CHANGED = define(
    "record-changed-since", "error",
    es=("El archivo de «{record}» cambió después de que salió este libro: escribirlo borraría ese cambio.", "Exporte de nuevo y repita sus cambios de este registro."),
    en=("The file of “{record}” changed after this workbook was written: importing would undo that change.", "Export again and repeat your changes of this record."),
)
BOTH = define(
    "name-twice", "error",
    es=("«{header}» está escrito una vez para todos los idiomas y otra por idioma.", "Deje la columna «{header}» si es igual en todos; si no, solo las de cada idioma."),
    en=("“{header}” is written once for all languages and once by language.", "Keep the column “{header}” if it is the same in all; if not, only those of each language."),
)
