import { escapeHtml, htmlPage, htmlRow, htmlTable, htmlVerdict, svgChart, textTable } from "golden-pipeline/report";
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
    const drawings = markup.split("<svg").slice(1);
    for (const [at, width] of [316, 480].entries()) {
      const [, path = ""] = /class="fill s0" d="([^"]+)"/.exec(drawings[at] ?? "") ?? [];
      const bars = [...path.matchAll(/M([\d.]+) [\d.]+V[\d.]+h([\d.]+)/g)];
      expect(bars).toHaveLength(3);
      for (const [, x, wide] of bars) {
        expect(Number(x)).toBeGreaterThanOrEqual(20);
        expect(Number(x) + Number(wide)).toBeLessThanOrEqual(width);
      }
    }
  });

  it("is drawn for a telephone and for a page, and for a whole row where it has one", () => {
    const chart = (wide: boolean): string =>
      svgChart({ title: "t", x: "x", y: "y", wide, series: [{ kind: "points", name: "n", points: [[0, 1]] }] });
    expect(chart(false).match(/<svg class="\w+" viewBox="0 0 \d+/g)).toEqual([
      '<svg class="narrow" viewBox="0 0 316',
      '<svg class="wide" viewBox="0 0 480',
    ]);
    expect(chart(true)).toContain('<svg class="full" viewBox="0 0 1020');
  });

  it("leaves out points that are no numbers", () => {
    expect(
      chart([
        [0, 1],
        [1, Number.NaN],
        [2, 3],
        [Number.POSITIVE_INFINITY, 1],
      ]),
    ).not.toMatch(/NaN|Infinity/);
  });
});

describe("a verdict", () => {
  it("has a sign beside its word, so that it reads without colour", () => {
    for (const [word, kind, sign] of [
      ["pass", "good", "✓"],
      ["drift", "bad", "✕"],
      ["inconclusive", "unsure", "?"],
      ["own <word>", "plain", "·"],
    ] as const)
      expect(htmlVerdict(word)).toBe(`<span class="verdict ${kind}">${sign} ${escapeHtml(word)}</span>`);
    expect(htmlVerdict("late", "bad")).toContain("✕ late");
  });
});

describe("text in a page", () => {
  it("names characters that hide or turn around what stands beside them", () => {
    expect(escapeHtml("a\u202Eb\u0000\u2067c\ud800")).toBe("a⟨U+202E⟩b⟨U+0000⟩⟨U+2067⟩c⟨U+D800⟩");
    expect(escapeHtml("tab\tשלום 漢字 👍")).toBe("tab\tשלום 漢字 👍");
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
