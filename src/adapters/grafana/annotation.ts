import { metrics } from "./metrics.js";
import { of } from "./queries.js";
import { type Datasource, datasource } from "./variable.js";

/** What is marked in every graph. */
export interface Annotation {
  readonly name: string;
  readonly datasource: Datasource;
  readonly enable: boolean;
  readonly iconColor: string;
  readonly expr: string;
  readonly step: string;
  readonly titleFormat: string;
  readonly textFormat: string;
}

/** The moments at which somebody else came to answer: a switch, a canary that began, grew or ended. */
export const switches: Annotation = {
  name: "Switches",
  datasource,
  enable: true,
  iconColor: "blue",
  expr: `max by (model) (changes(${of(metrics.epoch)}[2m])) > 0`,
  step: "60s",
  titleFormat: "{{model}}",
  textFormat: "Who answers whom has changed",
};
