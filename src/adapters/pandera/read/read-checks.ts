import { isMembers, type Members } from "../../../core/house.js";
import { type CheckName, checkAliases, checkArguments, type PanderaCheck } from "../pandera-check.js";

/** What a column says beside its checks. */
const columnMembers = new Set(
  "title description dtype nullable checks name unique coerce required regex default report_duplicates drop_invalid_rows metadata".split(
    " ",
  ),
);

/** Options of a check that change no verdict. */
const reporting = new Set(["check_name", "error", "name", "n_failure_cases", "title", "description", "statistics"]);

export interface ReadChecks {
  readonly checks: readonly PanderaCheck[];
  readonly notRead: readonly { readonly check: string; readonly why: string }[];
}

/** The checks of a column in each form that Pandera has written them in: flat, as a list, and by name under `checks`. */
export function readChecks(members: Members): ReadChecks {
  const checks: PanderaCheck[] = [];
  const notRead: { check: string; why: string }[] = [];
  for (const [name, value, options] of listed(members)) {
    const read = readCheck(name, value, options);
    if (typeof read === "string") notRead.push({ check: name, why: read });
    else checks.push(read);
  }
  return { checks, notRead };
}

type Listed = readonly [name: string, value: unknown, options: Members];

function listed({ checks, ...members }: Members): readonly Listed[] {
  if (Array.isArray(checks))
    return checks.map((one): Listed => {
      const { options, ...value } = isMembers(one) ? one : {};
      const given = isMembers(options) ? options : {};
      return [String(given.check_name), value, given];
    });
  const named = isMembers(checks) ? checks : members;
  return Object.entries(named)
    .filter(([name]) => named === checks || !columnMembers.has(name))
    .map(([name, value]) => {
      if (!isMembers(value)) return [name, value, {}];
      const { options, ignore_na, raise_warning, error, n_failure_cases, groupby, groups, name: own, ...stats } = value;
      const flat = { ignore_na, raise_warning, error, n_failure_cases, groupby, groups, name: own };
      const told = Object.fromEntries(Object.entries(flat).filter(([, option]) => option !== undefined));
      return [name, stats, { ...told, ...(isMembers(options) && options) }];
    });
}

function readCheck(given: string, value: unknown, options: Members): PanderaCheck | string {
  const name = checkAliases[given] ?? given;
  if (!isCheckName(name)) return "it looks at whole columns, or is not known";
  if (options.raise_warning === true) return "a contract does not warn, it refuses";
  if (typeof options.groupby === "string" || Array.isArray(options.groupby))
    return "a contract does not look at groups of rows";
  const unknown = Object.entries(options).find(
    ([option, set]) => !reporting.has(option) && !["ignore_na", "raise_warning"].includes(option) && set !== null,
  );
  if (unknown !== undefined) return `its option ${unknown[0]} is not known`;
  const [first, ...others]: readonly string[] = checkArguments[name];
  const values = isMembers(value)
    ? Object.fromEntries(
        Object.entries(value)
          .map(([argument, one]): readonly [string, unknown] => [
            argument === "value" ? (first ?? argument) : argument,
            one,
          ])
          .filter(([, one]) => one !== null && one !== undefined),
      )
    : { [first ?? ""]: value };
  const stranger = Object.keys(values).find((argument) => argument !== first && !others.includes(argument));
  if (stranger !== undefined) return `its argument ${stranger} is not known`;
  return {
    name,
    values,
    ...(typeof options.error === "string" && { error: options.error }),
    ...(options.ignore_na === false && { countsMissing: true as const }),
  };
}

function isCheckName(name: string): name is CheckName {
  return Object.hasOwn(checkArguments, name);
}
