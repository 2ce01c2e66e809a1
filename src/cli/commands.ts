import type { Command } from "./command.js";
import { alarms } from "./commands/alarms.js";
import { datasets } from "./commands/datasets.js";
import { datasetsDiff } from "./commands/datasets-diff.js";
import { datasetsShow } from "./commands/datasets-show.js";
import { fsck } from "./commands/fsck.js";
import { heads } from "./commands/heads.js";
import { history } from "./commands/history.js";
import { predictions } from "./commands/predictions.js";
import { report } from "./commands/report.js";
import { runs } from "./commands/runs.js";
import { verify } from "./commands/verify.js";

/** In the order of the help. */
export const commands: readonly Command[] = [
  fsck,
  heads,
  history,
  verify,
  report,
  datasets,
  datasetsShow,
  datasetsDiff,
  runs,
  predictions,
  alarms,
];
