import type { Label } from "../model/index.js";

/** Who is believed when labels disagree: people before outcomes before users before rules. */
export const sourceRank: Readonly<Record<Label["source"], number>> = { expert: 3, outcome: 2, user: 1, rule: 0 };
