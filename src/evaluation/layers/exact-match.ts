import { exactAnswer } from "../../scorers/index.js";
import type { Layer } from "./layer.js";

/** Decides answers whose text is the gold's after normalisation (`exactAnswer`), and leaves the others to the next layer. */
export function exactMatch(): Layer<string, string> {
  return {
    name: "exact match",
    kind: "task",
    params: {},
    score: (items) =>
      items.map(({ output, target }) => {
        const { match, score, rule } = exactAnswer(output, target);
        return { decides: match, score, rule };
      }),
  };
}
