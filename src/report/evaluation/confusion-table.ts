import type { EvaluationReport } from "../../model/index.js";
import { escapeHtml } from "../escape-html.js";

/** A confusion matrix as a table, darker where more of a target's rows are. */
export function confusionTable({ labels, counts }: NonNullable<EvaluationReport["confusion"]>): string {
  const header = labels.map((label) => `<th class="number">${escapeHtml(label)}</th>`).join("");
  const body = counts.map((row, target) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count) => {
      const share = total === 0 ? 0 : count / total;
      return `<td class="number" style="background:color-mix(in srgb,var(--s0) ${Math.round(70 * share)}%,transparent)">${count.toLocaleString("en-US")}<br><small>${Math.round(100 * share)} %</small></td>`;
    });
    return `<tr><th>${escapeHtml(labels[target] ?? "")}</th>${cells.join("")}</tr>`;
  });
  return `<figure><figcaption>Confusion: rows are what was right, columns what was said</figcaption><div class="scroll"><table><thead><tr><th></th>${header}</tr></thead><tbody>${body.join("")}</tbody></table></div></figure>`;
}
