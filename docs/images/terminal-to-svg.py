#!/usr/bin/env python3
"""Draws what a terminal showed as an SVG.

    script -qc "stty cols 150; ./slipway demo" demo.typescript
    docs/images/terminal-to-svg.py demo.typescript docs/images/demo.svg --from '^╭' --columns 150
"""
import argparse
import html
import re

COLOURS = {30: "#6b7785", 31: "#f07178", 32: "#8bd49c", 33: "#e6c07b", 34: "#82aaff", 35: "#c792ea", 36: "#7fdbca", 37: "#d6deeb", 90: "#7f8c98"}
PLAIN, PAPER = "#d6deeb", "#10161e"
CELL, LINE, MARGIN = 8.43, 19, 18
SEQUENCE = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\x1b\][^\x07]*\x07")


def spans(line, style):
    """The parts of a line with one look each; the look carries over to the next line."""
    at = 0
    for match in SEQUENCE.finditer(line):
        if match.start() > at:
            yield line[at:match.start()], dict(style)
        at = match.end()
        if match.group(2) != "m":
            continue
        codes = [int(code or 0) for code in match.group(1).split(";")]
        while codes:
            code = codes.pop(0)
            if code == 0:
                style.clear()
            elif code == 1:
                style["bold"] = True
            elif code == 38 and codes[:1] == [5]:
                style["colour"] = COLOURS[90] if codes[1] in (7, 8) or codes[1] > 231 else COLOURS.get(30 + codes[1] % 8, PLAIN)
                codes = codes[2:]
            elif code in COLOURS:
                style["colour"] = COLOURS[code]
            elif 91 <= code <= 97:
                style["colour"] = COLOURS[code - 60]
            elif code == 39:
                style.pop("colour", None)
    if at < len(line):
        yield line[at:], dict(style)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("typescript")
    arguments.add_argument("svg")
    arguments.add_argument("--from", dest="first", default="", help="leave out the lines before one that matches")
    arguments.add_argument("--to", dest="last", default=r"^Script done", help="leave out the lines from one that matches")
    arguments.add_argument("--columns", type=int, default=120)
    options = arguments.parse_args()

    text = open(options.typescript, encoding="utf-8").read().replace("\r\n", "\n")
    lines = [line.rsplit("\r", 1)[-1] for line in text.split("\n")]
    bare = [SEQUENCE.sub("", line) for line in lines]
    start = next(n for n, line in enumerate(bare) if re.search(options.first, line))
    end = next((n for n, line in enumerate(bare) if n > start and re.search(options.last, line)), len(lines))
    lines = lines[start:end]
    while lines and not SEQUENCE.sub("", lines[-1]).strip():
        lines.pop()

    width, height = options.columns * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">',
        f'<rect width="100%" height="100%" rx="10" fill="{PAPER}"/>',
    ]
    style = {}
    for number, line in enumerate(lines):
        column, y = 0, MARGIN + LINE * number + 14
        for part, look in spans(line, style):
            if part.strip():
                indent = len(part) - len(part.lstrip(" "))
                shown = part.strip(" ")
                bold = ' font-weight="bold"' if look.get("bold") else ""
                out.append(
                    f'<text x="{MARGIN + (column + indent) * CELL:.1f}" y="{y}" fill="{look.get("colour", PLAIN)}"{bold} '
                    f'textLength="{len(shown) * CELL:.1f}" xml:space="preserve">{html.escape(shown)}</text>')
            column += len(part)
    out.append("</svg>")
    with open(options.svg, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


main()
