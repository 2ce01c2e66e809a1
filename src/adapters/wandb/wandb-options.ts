import { type OptionRules, option } from "../../core/house.js";

/** Where runs are written, and whose they are. No key: it is `wandb sync` that speaks to the server. */
export interface WandbOptions {
  /** The folder that holds a folder for each run, which W&B calls `wandb`; made when it is not there. */
  readonly folder: string;
  /** The project that runs belong to: at most 128 characters, none of `/ \ # ? % :`. */
  readonly project: string;
  /** The user or team that the project belongs to. @default whom the key belongs to that runs are synced with */
  readonly entity?: string;
}

const project = {
  expected: "text of 1 to 128 characters without / \\ # ? % : and line ends",
  holds: (value: unknown) => typeof value === "string" && /^[^/\\#?%:\r\n]{1,128}$/.test(value),
};

export const wandbRules: OptionRules<WandbOptions> = {
  folder: option.required(option.text),
  project: option.required(project),
  entity: option.text,
};
