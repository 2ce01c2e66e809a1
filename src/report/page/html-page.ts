import { checkArguments, option } from "../../core/house.js";
import { escapeHtml } from "./escape-html.js";
import { pageStyle } from "./page-style.js";
import { htmlVerdict } from "./tone.js";

/** A piece of a page. `html` is taken as it is: make it with `svgChart`, `htmlTable` or `escapeHtml`. */
export interface PageSection {
  readonly title: string;
  /** What it came to, e.g. `pass`: with its sign and colour, beside the title. */
  readonly verdict?: string;
  /** What the reader should see in it, in a sentence or two. */
  readonly text?: string;
  readonly html?: string;
}

/** A page that stands alone: no scripts, no fonts, nothing from outside; light, dark and on paper. The same sections give the same bytes. */
export function htmlPage(title: string, lead: string, sections: readonly PageSection[]): string {
  checkArguments("report", { sections }, { sections: option.listOf(option.noun) });
  const body = sections
    .map(
      (section) =>
        `<section><h2>${escapeHtml(section.title)}${section.verdict === undefined ? "" : `: ${htmlVerdict(section.verdict)}`}</h2>${section.text === undefined ? "" : `<p>${escapeHtml(section.text)}</p>`}${section.html ?? ""}</section>`,
    )
    .join("\n");
  const words = lead === "" ? "" : `<p class="lead">${escapeHtml(lead)}</p>`;
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><style>${pageStyle}</style></head>\n<body><main><h1>${escapeHtml(title)}</h1>${words}\n${body}\n</main></body></html>\n`;
}

/** Charts side by side where there is room. */
export function htmlRow(...parts: readonly string[]): string {
  return `<div class="row">${parts.map((part) => `<div>${part}</div>`).join("")}</div>`;
}
