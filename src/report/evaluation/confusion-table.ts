import type { EvaluationReport } from "../../model/index.js";
import { escapeHtml } from "../page/escape-html.js";

/** With more classes names stand upright and cells hold counts alone, so that the table fits a page. */
const mostWide = 8;

/** A confusion matrix as a table, darker where more of a target's rows are. What was never right has no row. */
export function confusionTable({ labels, counts }: NonNullable<EvaluationReport["confusion"]>): string {
  const isDense = labels.length > mostWide;
  const header = labels
    .map((label) => `<th scope="col" class="number${isDense ? " upright" : ""}"><span>${escapeHtml(label)}</span></th>`)
    .join("");
  const body = counts.flatMap((row, target) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    if (total === 0 && labels.length > 2) return [];
    const cells = row.map((count) => {
      const share = total === 0 ? 0 : count / total;
      const percent = `${Math.round(100 * share)} %`;
      const said = count.toLocaleString("en-US");
      const text = isDense ? (count === 0 ? "" : said) : `${said}<br><small>${percent}</small>`;
      return `<td class="number"${isDense ? ` title="${percent}"` : ""} style="background:color-mix(in srgb,var(--s0) ${Math.round(35 * share)}%,transparent)">${text}</td>`;
    });
    return [`<tr><th scope="row">${escapeHtml(labels[target] ?? "")}</th>${cells.join("")}</tr>`];
  });
  return `<figure><figcaption>Confusion: rows are what was right, columns what was said</figcaption><div class="scroll" tabindex="0"><table${isDense ? ' class="dense"' : ""}><thead><tr><th></th>${header}</tr></thead><tbody>${body.join("")}</tbody></table></div></figure>`;
}
