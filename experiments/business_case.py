"""A business case for GBP 125,000 over three years: does an edited number come to light?"""

from pathlib import Path

import docx

import famsim as fs
from famsim.handover.case import case_problems
from famsim.handover.report import controls, text_in

FOLDER = Path("results/leeds-125k")

scenario = fs.load_scenario("budget_125k")
study = fs.compare(scenario, draws=20)
study.save(FOLDER)

case = fs.business_case(FOLDER, prefer="hub")
case.save("case.docx")
case.save("brief.docx", brief=True)
print(case.numbers, "numbers, each bound to its table and row")
print("untouched:", case_problems(Path("case.docx"), str(FOLDER)) or "nothing differs")

word = docx.Document("case.docx")  # somebody rounds a sum in the council's favour
control = next(control for _, control in controls(word) if text_in(control).startswith("£"))
next(control.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")).text = "£99k"
word.save("edited.docx")
print("edited:", *case_problems(Path("edited.docx"), str(FOLDER)))
