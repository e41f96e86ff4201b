"""Writes given content into workbooks with xlsxwriter. Asked for rounds on standard input, answers in lines of JSON (see Round.cs)."""
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


def write(content):
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    workbook.set_properties({"title": content["title"], "author": content["author"]})
    formats = [workbook.add_format(style) for style in content["styles"]]
    for plan in content["sheets"]:
        sheet = workbook.add_worksheet(plan["name"])
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
        sheet.fit_to_pages(1, plan["pagesHigh"])
        sheet.set_header(plan["header"])
        sheet.set_footer(plan["footer"])
        for first, last, width in plan["widths"]:
            sheet.set_column(int(first), int(last), width)
        for row, height in plan["heights"]:
            sheet.set_row(int(row), height)
        if plan["frozen"]:
            sheet.freeze_panes(*plan["frozen"])
        for table in plan["tables"]:
            top = xl_cell_to_rowcol(table["range"].split(":")[0])[0]
            sheet.add_table(table["range"], {"name": table["name"], "style": None, "autofilter": table["filter"], "total_row": table["totals"], "columns": [{"header": heading} for heading in table["headings"]]})
            if plan["pagesHigh"] == 0:
                sheet.repeat_rows(top)
        for place, location, tip in plan["links"]:
            sheet.write_url(place, "internal:" + location, tip=tip)
        # What tables and links wrote into cells is written over with the cell's own style.
        for row, column, style, value, formula in plan["cells"]:
            shown = formats[style]
            if formula is not None:
                sheet.write_formula(row, column, formula, shown, "" if value is None else value)
            elif value is None:
                sheet.write_blank(row, column, None, shown)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, shown)
            else:
                sheet.write_number(row, column, value, shown)
        for chart in plan["charts"]:
            draw(workbook, sheet, chart)
    workbook.close()
    return stream.getvalue()


FILLS = [
    {"fill": {"color": "#003087"}},
    {"fill": {"color": "#00A499"}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#003087", "bg_color": "#FFFFFF"}},
]


def draw(workbook, sheet, plan):
    chart = workbook.add_chart({"type": plan["type"], "subtype": "stacked"} if plan["stacked"] else {"type": plan["type"]})
    for number, (name, categories, values) in enumerate(plan["series"]):
        chart.add_series({"name": name, "categories": categories, "values": values, "gap": 45, "border": {"color": "#212B32"}, **FILLS[number % 3]})
    title, category, value = plan["titles"]
    chart.set_title({"name": title, "name_font": {"name": "Arial", "size": 14, "color": "#212B32"}})
    chart.set_x_axis({"name": category, "reverse": plan["type"] == "bar", "num_font": {"name": "Arial", "size": 11}})
    chart.set_y_axis({"name": value, "min": 0, "num_format": "#,##0", "num_font": {"name": "Arial", "size": 11}, "major_gridlines": {"visible": True, "line": {"color": "#D8DDE0"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": plan["width"], "height": plan["height"]})
    sheet.insert_chart(plan["row"], plan["column"], chart, {"description": plan["alternative"], "x_offset": 19})


def in_words(written):
    sheets = cells = tables = links = charts = series = 0
    for content in written:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    sheets += 1
                    cells += archive.read(name).count(b"<c ")
                    links += archive.read(name).count(b"<hyperlink ")
                elif name.startswith("xl/tables/"):
                    tables += 1
                elif name.startswith("xl/charts/"):
                    charts += 1
                    # Series and not their values: where a cell is empty, its copy of the values has a nought.
                    series += archive.read(name).count(b"<c:ser>")
    return f"{len(written)} workbooks with {sheets:,} sheets, {cells:,} cells, {tables:,} tables, {links:,} links and {charts:,} charts with {series:,} series"


def prepared(line):
    content = json.loads(line)
    for sheet in content["sheets"]:
        sheet["cells"] = [(*xl_cell_to_rowcol(place), style, value, formula) for place, style, value, formula in sheet["cells"]]
    return content


with open(sys.argv[1]) as file:
    workbooks = [prepared(line) for line in file]
print(json.dumps({"ready": f"{xlsxwriter.__version__}, Python {platform.python_version()}"}), flush=True)
found = None
for _ in iter(sys.stdin.readline, ""):
    written = []
    measures = []
    for name, group in ("an authority", workbooks[:-1]), ("England", workbooks[-1:]):
        began, cpu_began = time.perf_counter(), time.process_time()
        written += [write(content) for content in group]
        took, cpu = time.perf_counter() - began, time.process_time() - cpu_began
        measures.append({"name": name, "milliseconds": took * 1000 / len(group), "cpu": cpu * 1000 / len(group)})
    found = found or in_words(written)
    note = f"{len(written)} workbooks, {sum(map(len, written)) / 1e6:.1f} MB."
    print(json.dumps({"measures": measures, "check": found, "note": note}), flush=True)
print(json.dumps({"peakMb": peak_mb()}), flush=True)
