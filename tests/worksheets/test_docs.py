"""The recipe of docs/worksheets.md works as it stands: its two files make a workbook."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[2]
CODE = """
import pathlib, sys
from generator import worksheets
from generator.worksheets import texts
worksheets.__path__.append(sys.argv[1])
worksheets.IDS += ("w22",)
read = texts.read
texts.read = lambda name: texts.yaml.safe_load((pathlib.Path(sys.argv[1]) / "w22.yml").read_text("utf-8")) if name == "w22" else read(name)
pathlib.Path(sys.argv[1], "w22.xlsx").write_bytes(worksheets.make("w22", "es"))
print(worksheets.sheet("w22").results({"litres_hour": 20, "hours_year": 8760, "water_price": 5}))
"""


def test_the_recipe_makes_a_workbook(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "worksheets.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(python|yaml)\n(.*?)```", page, re.DOTALL)
    for kind, block in blocks:
        (tmp_path / ("w22.py" if kind == "python" else "w22.yml")).write_text(block, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", CODE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "175.2" in done.stdout and "876.0" in done.stdout
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "w22.xlsx").read_bytes()))
    assert book.sheetnames == ["Instrucciones", "Hoja", "Ejemplo", "Nombres", "Listas"]
