import { readFileSync } from "node:fs";

// The flights' dates are local times, so every airport needs its zone. airports.csv knows states and coordinates; these are
// the zones of 2001, with the states that a zone border crosses cut at a longitude.
const zoneOfState: Readonly<Record<string, string>> = {
  ...states("America/New_York", "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV FL KY"),
  ...states("America/Chicago", "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI"),
  ...states("America/Denver", "CO ID MT NM UT WY"),
  ...states("America/Los_Angeles", "CA NV OR WA"),
  AK: "America/Anchorage",
  AS: "Pacific/Pago_Pago",
  AZ: "America/Phoenix",
  GU: "Pacific/Guam",
  HI: "Pacific/Honolulu",
  IN: "America/Indiana/Indianapolis",
  MI: "America/Detroit",
  PR: "America/Puerto_Rico",
  VI: "America/St_Thomas",
};

/** Beyond this longitude (degrees east, so west is more negative) the state keeps another zone. */
const borders: Readonly<
  Record<string, { readonly side: "east" | "west"; readonly of: number; readonly zone: string }>
> = {
  FL: { side: "west", of: -85, zone: "America/Chicago" },
  IN: { side: "west", of: -87.2, zone: "America/Chicago" },
  KY: { side: "west", of: -86.5, zone: "America/Chicago" },
  TN: { side: "east", of: -85.4, zone: "America/New_York" },
  TX: { side: "west", of: -105, zone: "America/Denver" },
  KS: { side: "west", of: -101.5, zone: "America/Denver" },
  NE: { side: "west", of: -101.5, zone: "America/Denver" },
  ND: { side: "west", of: -102.5, zone: "America/Denver" },
  SD: { side: "west", of: -101.5, zone: "America/Denver" },
};

/** Marquette's state is missing in the file. */
const zoneOfAirport: Readonly<Record<string, string>> = { MQT: "America/Detroit" };

function states(zone: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((state) => [state, zone]));
}

/** IANA zone by airport code, for the United States' airports. */
export function airportZones(file: string): Record<string, string> {
  const zones: Record<string, string> = {};
  for (const line of readFileSync(file, "utf8").trim().split("\n").slice(1)) {
    const fields = line.split(",");
    const [code = "", state = "", longitude = Number.NaN] = [fields[0], fields.at(-4), Number(fields.at(-1))];
    const border = borders[state];
    const beyond = border && (border.side === "west" ? longitude < border.of : longitude > border.of);
    const zone = zoneOfAirport[code] ?? (beyond ? border.zone : zoneOfState[state]);
    if (zone !== undefined) zones[code] = zone;
  }
  return zones;
}
