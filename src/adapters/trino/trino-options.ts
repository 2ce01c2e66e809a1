import { type OptionRules, option } from "../../core/house.js";
import { type Clock, InvalidArgumentError } from "../../core/index.js";
import { type ServiceOptions, serviceRules } from "../../ports/house.js";

/** Where Trino is, and as whom it is asked. `timeoutMilliseconds` is of one HTTP call; a query may take as long as it does. */
export interface TrinoOptions extends ServiceOptions {
  readonly user: string;
  /** Basic authentication; never in a message. Only over https. @default none */
  readonly password?: string;
  /** A JSON web token or an OAuth token, in the place of a password; never in a message. Only over https. @default none */
  readonly token?: string;
  /** Where relations with fewer than three parts are looked for. @default none */
  readonly catalog?: string;
  /** @default none */
  readonly schema?: string;
  /** Session properties, e.g. `{ query_max_run_time: "10m" }`. @default none */
  readonly session?: Readonly<Record<string, string>>;
  /** How long a server that is gone, or answers with 429, 502, 503 or 504, is asked again. @default 30000 */
  readonly patienceMilliseconds?: number;
  /** @default the system's clock */
  readonly clock?: Clock;
}

export const trinoRules: OptionRules<TrinoOptions> = {
  ...serviceRules,
  user: option.required(option.text),
  password: option.anything, // Checked below: what stands there is in no error.
  token: option.anything,
  catalog: option.text,
  schema: option.text,
  session: option.noun,
  patienceMilliseconds: option.number({ minimum: 0, below: 2 ** 31 }),
  clock: option.noun,
};

/** The headers that are secrets. @throws {InvalidArgumentError} there are two, none that can be sent, or they would be sent in clear text. */
export function credentialsOf(place: string, { url, user, password, token }: TrinoOptions): Record<string, string> {
  const secret = password ?? token;
  if (secret === undefined) return {};
  const refuse = (expected: string, got: string): never => {
    throw new InvalidArgumentError(place, expected, undefined, got);
  };
  if (password !== undefined && token !== undefined) refuse("either `password` or `token`", "both");
  if (typeof secret !== "string" || secret === "") refuse("`password` or `token` to be text", "something else");
  if (!/^https:/i.test(url)) refuse("an address of https, as a password or token would be read on the way", "http");
  if (password !== undefined && user.includes(":"))
    refuse("a `user` without a colon, with `password`", "one with a colon");
  const basic = (): string => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return { authorization: password === undefined ? `Bearer ${token}` : basic() };
}

/** The headers of every call that are no secrets. @throws {InvalidArgumentError} one cannot stand in a header. */
export function headersOf(place: string, { user, catalog, schema, session }: TrinoOptions): Record<string, string> {
  const properties = Object.entries(session ?? {});
  const unfit = properties.find(([name, value]) => !/^[\w.]+$/.test(name) || typeof value !== "string");
  if (unfit !== undefined) throw new InvalidArgumentError(place, "`session` to hold texts by property", unfit[0]);
  const headers = {
    "x-trino-user": user,
    "x-trino-source": "golden-pipeline",
    "x-trino-time-zone": "UTC",
    ...(catalog !== undefined && { "x-trino-catalog": catalog }),
    ...(schema !== undefined && { "x-trino-schema": schema }),
    ...(properties.length > 0 && {
      "x-trino-session": properties.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join(","),
    }),
  };
  for (const [name, value] of Object.entries(headers))
    if (!/^[\x20-\x7e]*$/.test(value))
      throw new InvalidArgumentError(place, `\`${name.slice("x-trino-".length)}\` to be visible ASCII`, value);
  return headers;
}
