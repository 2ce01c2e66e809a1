import { escapeHtml, htmlPage, htmlRow, htmlTable, svgChart, textTable } from "golden-pipeline/report";
import { describe, expect, it } from "vitest";

const chart = (points: readonly (readonly [number, number])[]): string =>
  svgChart({ title: 'A < B & "C"', x: "x", y: "y", series: [{ kind: "line", name: "<s>", points }] });

/** Every tag that opens closes, in order; void tags aside. */
function isBalanced(markup: string): boolean {
  const open: string[] = [];
  for (const [, close, name, self] of markup.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (self === "/" || name === "meta" || name === undefined) continue;
    if (close !== "/") open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

describe("a page", () => {
  const page = htmlPage("Runs <script>", "lead & more", [
    {
      title: "<b>",
      text: "a < b",
      html: htmlRow(
        chart([
          [0, 1],
          [1, 2],
        ]),
        htmlTable(["h<"], [["<img onerror=x>"], [3]]),
      ),
    },
  ]);

  it("carries nothing of what it tells as markup", () => {
    expect(page).not.toMatch(/<script|<img|<b>|<s>/);
    expect(page).toContain("&lt;img onerror=x&gt;");
    expect(escapeHtml(`<&>"'`)).toBe("&lt;&amp;&gt;&quot;&#39;");
  });

  it("stands alone and is well formed", () => {
    expect(page).not.toMatch(/https?:\/\/|<link|src=/);
    expect(page.startsWith("<!doctype html>")).toBe(true);
    expect(isBalanced(page.slice("<!doctype html>".length))).toBe(true);
  });

  it("is the same bytes again", () => {
    expect(
      chart([
        [0, 1],
        [1, 2],
      ]),
    ).toBe(
      chart([
        [0, 1],
        [1, 2],
      ]),
    );
  });
});

describe("a chart", () => {
  it("says when there is nothing to draw, and draws one point, equal points and negative ones without NaN", () => {
    expect(chart([])).toContain("No data.");
    const drawings: readonly (readonly (readonly [number, number])[])[] = [
      [[1, 1]],
      [
        [1, 5],
        [1, 5],
      ],
      [
        [-3, -2],
        [4, -9],
      ],
    ];
    for (const points of drawings) {
      const markup = chart(points);
      expect(markup).not.toContain("NaN");
      expect(isBalanced(markup)).toBe(true);
    }
  });

  it("keeps bars inside its frame", () => {
    const markup = svgChart({
      title: "t",
      x: "x",
      y: "y",
      series: [
        {
          kind: "bars",
          name: "n",
          points: [
            [0, 1],
            [1, 3],
            [2, 2],
          ],
        },
      ],
    });
    for (const [, x, width] of markup.matchAll(/<rect class="bar[^>]* x="([\d.]+)" width="([\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(62);
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(640 - 18);
    }
  });
});

describe("a text table", () => {
  it("lines its columns up, numbers to the right", () => {
    expect(
      textTable(
        ["name", "rows"],
        [
          ["a", 5],
          ["longer", 12_000],
        ],
      ),
    ).toBe(["name     rows", "──────  ─────", "a           5", "longer  12000"].join("\n"));
  });
});
