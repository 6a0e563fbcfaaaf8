"""The kinds of finding that reading a file can raise."""

from generator.diagnostics import define

UNREADABLE = define(
    "file-unreadable", "error",
    es=("No se puede leer el archivo: {reason}.", "Revise que el archivo exista y que tenga permiso de lectura."),
    en=("The file cannot be read: {reason}.", "Check that the file exists and may be read."),
)
NOT_UTF8 = define(
    "file-not-utf8", "error",
    es=("El archivo no está en UTF-8 (byte {byte} en la posición {offset}).",
        "Guárdelo de nuevo con codificación UTF-8; los acentos guardados en Latin-1 se perderían."),
    en=("The file is not UTF-8 (byte {byte} at offset {offset}).", "Save it again as UTF-8; accents saved as Latin-1 would be lost."),
)
TOO_LARGE = define(
    "file-too-large", "error",
    es=("El archivo pesa {size} bytes; el máximo es {limit}.", "Divida el contenido en varios registros."),
    en=("The file has {size} bytes; the limit is {limit}.", "Split the content into several records."),
)
CONTROL = define(
    "control-character", "error",
    es=("Hay un carácter de control (U+{code}) que no se ve.", "Bórrelo; suele venir de copiar y pegar desde otro programa."),
    en=("There is an invisible control character (U+{code}).", "Delete it; it usually comes from pasting out of another program."),
)
SYMLINK = define(
    "file-outside", "error",
    es=("Es un enlace a otro lugar, y los enlaces no se siguen.", "Copie el archivo en su carpeta en vez de enlazarlo."),
    en=("It is a link to another place, and links are not followed.", "Copy the file into its folder instead of linking to it."),
)
SPECIAL = define(
    "file-special", "error",
    es=("No es un archivo ni una carpeta, sino una tubería o un dispositivo.", "Bórrelo de la carpeta del contenido."),
    en=("It is neither a file nor a folder but a pipe or a device.", "Delete it from the content's folder."),
)
FILE_NAME = define(
    "file-name", "error",
    es=("El nombre «{name}» no sirve en todas las computadoras: {reason}.", "Use minúsculas sin tildes, cifras y guiones, y no más de {limit} bytes."),
    en=("The name “{name}” does not work on every computer: {reason_en}.", "Use lower-case letters without accents, digits and hyphens, and at most {limit} bytes."),
)
FILE_CLASH = define(
    "file-name-clash", "error",
    es=("Para Windows y macOS, este nombre es el mismo que «{other}».", "Cambie uno de los dos nombres."),
    en=("To Windows and macOS this name is the same as “{other}”.", "Change one of the two names."),
)
UPLOAD_TYPE = define(
    "upload-type", "error",
    es=("No se publica un archivo de este tipo: {reason}.", "Use uno de estos: {allowed}."),
    en=("A file of this type is not published: {reason_en}.", "Use one of these: {allowed}."),
)
UPLOAD_LARGE = define(
    "upload-too-large", "error",
    es=("El archivo pesa {size} bytes; el máximo es {limit}.", "Comprímalo o divídalo: quien lo baja paga sus datos."),
    en=("The file has {size} bytes; the limit is {limit}.", "Compress or split it: those who download it pay for their data."),
)
STRAY = define(
    "stray-file", "error",
    es=("El archivo «{name}» no se usa: aquí los archivos terminan en {suffix}.", "{cure}"),
    en=("The file “{name}” is not used: files end in {suffix} here.", "{cure_en}"),
)
MISPLACED = define(
    "not-read-here", "error",
    es=("«{name}» no se lee: ningún registro ni página va en este lugar.", "{cure}"),
    en=("“{name}” is not read: no record or page goes in this place.", "{cure_en}"),
)
CUT_SHORT = define(
    "text-cut-short", "error",
    es=("El texto se corta en «{value}»: lo que sigue a « #» es un comentario y se perdería.", "Ponga el texto entero entre comillas; un comentario lleva un espacio después de «#»."),
    en=("The text is cut after “{value}”: what follows “ #” is a comment and would be lost.", "Put the whole text in quotes; a comment has a space after “#”."),
)
SYNTAX = define(
    "yaml-syntax", "error",
    es=("YAML mal escrito: {problem}.",
        "Revise la sangría, las comillas y los dos puntos de esta línea y de la anterior; un texto que contiene «: » o « #», o empieza con un signo, va entre comillas."),
    en=("Malformed YAML: {problem_en}.", "Check indentation, quotes and colons of this line and the one before; a text that contains “: ” or “ #”, or begins with a sign, goes in quotes."),
)
TAB = define(
    "yaml-tab", "error",
    es=("Hay una tabulación donde van espacios.", "Use espacios: dos por cada nivel."),
    en=("There is a tab where spaces go.", "Use spaces: two for each level."),
)
EMPTY = define(
    "file-empty", "error",
    es=("El archivo está vacío.", "Escriba el registro o borre el archivo."),
    en=("The file is empty.", "Write the record or delete the file."),
)
SEVERAL = define(
    "yaml-several-documents", "error",
    es=("El archivo contiene más de un documento YAML.", "Borre la línea «---» de sobra: un archivo, un registro."),
    en=("The file holds more than one YAML document.", "Delete the extra “---” line: one file, one record."),
)
DUPLICATE = define(
    "duplicate-key", "error",
    es=("El campo «{key}» ya está escrito en la línea {first}.", "Deje uno solo de los dos: el otro se perdería sin aviso."),
    en=("The field “{key}” already stands in line {first}.", "Keep only one of the two: the other would be lost silently."),
)
KEY = define(
    "yaml-key", "error",
    es=("El nombre de un campo tiene que ser una palabra.", "Escriba «campo: valor»."),
    en=("The name of a field must be a word.", "Write “field: value”."),
)
UPLOAD_ACTIVE = define(
    "upload-active", "error",
    es=("El archivo hace más que mostrarse: {reason}.", "Guárdelo sin eso y vuelva a ponerlo aquí."),
    en=("The file does more than show itself: {reason_en}.", "Save it without that and put it here again."),
)
ANCHOR = define(
    "yaml-anchor", "error",
    es=("Las anclas y los alias de YAML (& y *) no se permiten.", "Repita el texto, o ponga entre comillas lo que empieza con & o *."),
    en=("YAML anchors and aliases (& and *) are not allowed.", "Repeat the text, or quote what begins with & or *."),
)
TAG = define(
    "yaml-tag", "error",
    es=("Las etiquetas de YAML (!) no se permiten.", "Ponga entre comillas el texto que empieza con «!»."),
    en=("YAML tags (!) are not allowed.", "Quote the text that begins with “!”."),
)
MANY = define(
    "too-many-values", "error",
    es=("El archivo tiene más de {limit} líneas y comas.", "Divida el contenido en varios registros."),
    en=("The file has more than {limit} lines and commas.", "Split the content into several records."),
)
LONG = define(
    "value-too-long", "error",
    es=("Hay un valor de más de {limit} caracteres.", "Acórtelo, o escríbalo como página en content/pages/."),
    en=("There is a value of more than {limit} characters.", "Shorten it, or write it as a page in content/pages/."),
)
DEEP = define(
    "yaml-too-deep", "error",
    es=("Hay más de {limit} niveles, unos dentro de otros.", "Simplifique la estructura."),
    en=("There are more than {limit} levels inside each other.", "Simplify the structure."),
)
OCTAL = define(
    "ambiguous-number", "error",
    es=("«{text}» empieza con cero: puede ser un número o un código.", "Escriba el número sin el cero, o el código entre comillas: \"{text}\"."),
    en=("“{text}” begins with zero: it may be a number or a code.", "Write the number without the zero, or the code in quotes: \"{text}\"."),
)
DATE = define(
    "impossible-date", "error",
    es=("La fecha {text} no existe en el calendario.", "Escriba año-mes-día, por ejemplo 2026-11-23."),
    en=("The date {text} is not in the calendar.", "Write year-month-day, for example 2026-11-23."),
)
NULL = define(
    "empty-value", "error",
    es=("El campo «{key}» está vacío.", "Escriba su valor, con dos espacios más de sangría si va en las líneas que siguen; si no se sabe, borre la línea."),
    en=("The field “{key}” is empty.", "Write its value, indented by two more spaces if it stands in the lines that follow; if it is unknown, delete the line."),
)
COMMA = define(
    "decimal-comma", "error",
    es=("Hay una coma dentro de un número: «{key}» quedó suelto.", "Escriba el número con punto decimal y sin separador de miles: 3400.50."),
    en=("There is a comma inside a number: “{key}” was left over.", "Write the number with a decimal point and no thousands separator: 3400.50."),
)
FRONT_MATTER = define(
    "front-matter", "error",
    es=("La página no empieza con su cabecera entre líneas «---».", "Empiece el archivo con ---, title, description, updated y otra línea ---."),
    en=("The page does not begin with its header between “---” lines.", "Begin the file with ---, title, description, updated and another --- line."),
)
NOT_A_MAP = define(
    "not-a-map", "error",
    es=("El archivo tiene que contener campos «nombre: valor».", "Escriba cada campo en su línea, sin guion delante."),
    en=("The file must contain “name: value” fields.", "Write each field on its own line, without a leading dash."),
)
NOT_A_LIST = define(
    "not-a-list", "error",
    es=("El archivo tiene que ser una lista, con un guion por cada elemento.", "Empiece cada elemento con «- »."),
    en=("The file must be a list, with one dash for each item.", "Begin each item with “- ”."),
)
