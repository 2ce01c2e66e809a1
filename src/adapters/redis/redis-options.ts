import { type OptionRules, option } from "../../core/house.js";

export interface RedisOptions {
  /** What all keys begin with. Parts with different prefixes share nothing. @default "golden-pipeline:" */
  readonly prefix?: string;
  /** How long Redis may take to answer one call. @default 10000 */
  readonly timeoutMilliseconds?: number;
}

export const redisRules: OptionRules<RedisOptions> = {
  prefix: option.text,
  timeoutMilliseconds: option.number({ above: 0, below: 2 ** 31 }),
};

export const defaultPrefix = "golden-pipeline:";
