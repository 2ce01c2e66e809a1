import type { Json } from "../../core/index.js";

/** Facts of one kind, with who says them and the schema that they hold to. */
export interface LineageFacet {
  readonly _producer: string;
  readonly _schemaURL: string;
  readonly [fact: string]: Json;
}

export interface LineageFacets {
  readonly [name: string]: LineageFacet;
}

/** A dataset as a run reads or writes it. */
export interface LineageDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets: LineageFacets;
  readonly inputFacets?: LineageFacets;
  readonly outputFacets?: LineageFacets;
}

/** An OpenLineage 2-0-2 run event: plain JSON, ready to be sent or written as a line. */
export interface LineageEvent {
  readonly eventType: "START" | "COMPLETE" | "ABORT" | "FAIL";
  /** ISO 8601. */
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets: LineageFacets };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: LineageFacets };
  readonly inputs: readonly LineageDataset[];
  readonly outputs: readonly LineageDataset[];
}
