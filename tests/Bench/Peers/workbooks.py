"""Writes given cells into workbooks with xlsxwriter. Asked for rounds on standard input, answers in lines of JSON (see Round.cs)."""
import io
import json
import platform
import sys
import time
import zipfile

try:
    import xlsxwriter
    from xlsxwriter.utility import xl_cell_to_rowcol
except ImportError as missing:
    print(json.dumps({"absent": f"{sys.executable} has no {missing.name}"}), flush=True)
    sys.exit()


def peak_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmHWM"))


def write(sheets):
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats = {}
    for name, cells in sheets:
        sheet = workbook.add_worksheet(name)
        for row, column, style, value, formula in cells:
            if style not in formats:
                formats[style] = workbook.add_format({"font_size": 10, "bottom": 1, "num_format": "#,##0" if style % 2 else "0.00", "indent": style % 10})
            shown = formats[style]
            if formula is not None:
                sheet.write_formula(row, column, formula, shown, "" if value is None else value)
            elif value is None:
                sheet.write_blank(row, column, None, shown)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, shown)
            else:
                sheet.write_number(row, column, value, shown)
    workbook.close()
    return stream.getvalue()


def in_words(written):
    sheets = cells = 0
    for content in written:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    sheets += 1
                    cells += archive.read(name).count(b"<c ")
    return f"{len(written)} workbooks with {sheets:,} sheets and {cells:,} cells"


with open(sys.argv[1]) as file:
    workbooks = [
        [(name, [(*xl_cell_to_rowcol(place), style, value, formula) for place, style, value, formula in cells]) for name, cells in json.loads(line)]
        for line in file
    ]
print(json.dumps({"ready": f"{xlsxwriter.__version__}, Python {platform.python_version()}"}), flush=True)
found = None
for _ in iter(sys.stdin.readline, ""):
    written = []
    measures = []
    for name, group in ("an authority", workbooks[:-1]), ("England", workbooks[-1:]):
        began, cpu_began = time.perf_counter(), time.process_time()
        written += [write(sheets) for sheets in group]
        took, cpu = time.perf_counter() - began, time.process_time() - cpu_began
        measures.append({"name": name, "milliseconds": took * 1000 / len(group), "cpu": cpu * 1000 / len(group)})
    found = found or in_words(written)
    note = f"{len(written)} workbooks, {sum(map(len, written)) / 1e6:.1f} MB."
    print(json.dumps({"measures": measures, "check": found, "note": note}), flush=True)
print(json.dumps({"peakMb": peak_mb()}), flush=True)
