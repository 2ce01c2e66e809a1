import { escapeHtml } from "../page/escape-html.js";

/** Pixels of a telephone, of half a page, and of a page, less their margins. */
export const widths = { narrow: 316, wide: 480, full: 1020 } as const;

export type Size = keyof typeof widths;

/** What is drawn of a chart, and how high it is in pixels. */
export interface Drawing {
  readonly height: number;
  readonly body: string;
}

/**
 * A chart under its title, drawn for each width that a page may have: the style sheet shows the one that fits, so that no text ever shrinks.
 * What it shows is also said in words, for who cannot see it.
 */
export function figure(options: {
  readonly title: string;
  readonly description: string;
  /** It has a row of the page for itself. */
  readonly isWide: boolean;
  readonly draw: (width: number, size: Size) => Drawing;
}): string {
  const { title, description, isWide, draw } = options;
  const sizes: readonly Size[] = isWide ? ["narrow", "full", "wide"] : ["narrow", "wide"];
  const drawings = sizes.map((size) => {
    const { height, body } = draw(widths[size], size);
    return `<svg class="${size}" viewBox="0 0 ${widths[size]} ${Math.ceil(height)}" role="img" aria-label="${escapeHtml(title)}"><title>${escapeHtml(title)}</title><desc>${escapeHtml(description)}</desc>${body}</svg>`;
  });
  return `<figure class="chart"><figcaption>${escapeHtml(title)}</figcaption><div>${drawings.join("")}</div></figure>`;
}

/** A chart without anything to draw. */
export function emptyFigure(title: string): string {
  return `<figure class="chart"><figcaption>${escapeHtml(title)}</figcaption><p class="empty">No data.</p></figure>`;
}

/** Text at a place; `anchor` says which part of it stands there. */
export function svgText(
  text: string,
  x: number,
  y: number,
  { anchor = "start", kind = "" }: { readonly anchor?: "start" | "middle" | "end"; readonly kind?: string } = {},
): string {
  return `<text${kind === "" ? "" : ` class="${kind}"`}${anchor === "start" ? "" : ` text-anchor="${anchor}"`} x="${pixels(x)}" y="${pixels(y)}">${escapeHtml(text)}</text>`;
}

/** Tenths of pixels are enough. */
export function pixels(value: number): number {
  return Math.round(value * 10) / 10;
}
