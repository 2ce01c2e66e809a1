import { escapeHtml } from "./escape-html.js";

/** A piece of a page. `html` is taken as it is: make it with `svgChart`, `htmlTable` or `escapeHtml`. */
export interface PageSection {
  readonly title: string;
  /** What the reader should see in it, in a sentence or two. */
  readonly text?: string;
  readonly html?: string;
}

const style = `
:root{--ink:#1c2733;--soft:#5b6b7b;--line:#dfe5ec;--paper:#fff;--back:#f4f6f9;--s0:#1f6feb;--s1:#e0662f;--s2:#1a9a6c;--s3:#9a4fd0;--s4:#c59b00;--s5:#c23b63}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:1080px;margin:0 auto;padding:40px 24px 80px}h1{font-size:30px;line-height:1.2;margin:0 0 8px}h2{font-size:20px;margin:0 0 6px}
.lead{color:var(--soft);font-size:18px;margin:0 0 28px;max-width:46em}section{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:22px 24px;margin:0 0 18px}
section>p{margin:0 0 12px;color:var(--soft);max-width:52em}.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(400px,1fr));gap:18px}
figure{margin:0}figcaption{font-weight:600;margin:0 0 4px}svg{width:100%;height:auto;display:block}.empty{color:var(--soft)}
.grid{stroke:var(--line)}.base{stroke:var(--soft)}.tick{font-size:11.5px;fill:var(--soft)}.axis{font-size:12px;fill:var(--soft)}.note{font-size:11px;fill:#a3423f}
.mark{fill:#d9534f;opacity:.14}.line{fill:none;stroke-width:2}.dashed{stroke-dasharray:5 5}
${[0, 1, 2, 3, 4, 5].map((index) => `.line.s${index}{stroke:var(--s${index})}.dot.s${index},.bar.s${index},.key.s${index}{fill:var(--s${index})}`).join("")}
.bar{opacity:.85}.dot{opacity:.8}table{border-collapse:collapse;width:100%;font-size:14.5px}th{text-align:left;color:var(--soft);font-weight:600}th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
td.short{white-space:nowrap}th.number,td.number{text-align:right;font-variant-numeric:tabular-nums}code{font:13px ui-monospace,"DejaVu Sans Mono",monospace;background:var(--back);padding:1px 5px;border-radius:5px;overflow-wrap:anywhere}
.dense{font-size:12.5px;width:auto}.dense th,.dense td{padding:4px 6px}.dense td{min-width:34px}.upright{vertical-align:bottom}.upright span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}
.scroll{overflow-x:auto}@media(prefers-color-scheme:dark){:root{--ink:#e6ebf1;--soft:#9fb0c0;--line:#2b3743;--paper:#18212b;--back:#10171e;--s0:#5a9bff;--s1:#ff8f5c;--s2:#3fc795}}`;

/** A page that stands alone: no scripts, no fonts, nothing from outside. The same sections give the same bytes. */
export function htmlPage(title: string, lead: string, sections: readonly PageSection[]): string {
  const body = sections
    .map(
      (section) =>
        `<section><h2>${escapeHtml(section.title)}</h2>${section.text === undefined ? "" : `<p>${escapeHtml(section.text)}</p>`}${section.html ?? ""}</section>`,
    )
    .join("\n");
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>\n<body><main><h1>${escapeHtml(title)}</h1><p class="lead">${escapeHtml(lead)}</p>\n${body}\n</main></body></html>\n`;
}

/** A table; numbers stand to the right. */
export function htmlTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string =>
    typeof value === "number"
      ? `<td class="number">${value}</td>`
      : `<td${value.length <= 16 ? ' class="short"' : ""}>${escapeHtml(value)}</td>`;
  const isNumeric = (column: number): boolean =>
    rows.length > 0 && rows.every((row) => typeof row[column] === "number");
  const heading = (name: string, column: number): string =>
    `<th${isNumeric(column) ? ' class="number"' : ""}>${escapeHtml(name)}</th>`;
  return `<div class="scroll"><table><thead><tr>${header.map(heading).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</tbody></table></div>`;
}

/** Charts side by side where there is room. */
export function htmlRow(...parts: readonly string[]): string {
  return `<div class="row">${parts.join("")}</div>`;
}
