#!/usr/bin/env python3
"""Draws what a command prints on a terminal as SVG: `terminal.py COMMAND… > picture.svg`.

The command runs on a pseudo-terminal, so that it colours its output; of the escapes only colour and weight are known. What an answer does not know is left out.
"""
import html
import os
import pty
import re
import sys

COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "36": "#79c0ff", "2": "#8b949e"}
WIDTH, HEIGHT, MARGIN = 8.2, 19, 18


def output(command):
    child, terminal = pty.fork()
    if child == 0:
        os.environ["COLUMNS"] = "200"
        os.execvp(command[0], command)
    chunks = []
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            data = b""
        if not data:
            break
        chunks.append(data)
    os.waitpid(child, 0)
    return b"".join(chunks).decode("utf-8", "replace").replace("\r", "")


def runs(line):
    style, out = "", []
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b"):
            style = part[2:-1]
        elif part:
            out.append((style, part))
    return out


def svg(title, lines):
    lines = [[("1", "$ " + title)]] + [runs(line) for line in lines]
    columns = max(sum(len(text) for _, text in line) for line in lines)
    width, height = columns * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}">',
        '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
        '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13.6" xml:space="preserve">',
    ]
    for row, line in enumerate(lines):
        column, spans = 0, []
        for style, text in line:
            fill = COLOURS.get(style, "#e6edf3")
            weight = ' font-weight="bold"' if style.startswith("1") else ""
            x = MARGIN + column * WIDTH
            spans.append(
                f'<tspan x="{x:.1f}" textLength="{len(text) * WIDTH:.1f}" fill="{fill}"{weight}>{html.escape(text)}</tspan>')
            column += len(text)
        out.append(f'<text y="{MARGIN + row * HEIGHT + 13}">{"".join(spans)}</text>')
    return "\n".join(out + ["</g>", "</svg>", ""])


if __name__ == "__main__":
    text = output(sys.argv[1:]).split("Not known")[0]
    text = re.sub(r"(\x1b\[[0-9;]*m|\s)+$", "", text)
    name = " ".join([os.path.basename(sys.argv[1])] + [word for word in sys.argv[2:] if not word.startswith("--store")])
    sys.stdout.write(svg(name, text.rstrip("\n").split("\n")))
