import type { NotExpressed as Unexpressed } from "../../ports/house.js";

export type { Anomaly, AnomalyReport, FeatureComparison } from "./anomalies/anomaly.js";
export type { FeatureData } from "./anomalies/feature-values.js";
export { type AnomalyOptions, findAnomalies } from "./anomalies/find-anomalies.js";
export { contractFromSchema } from "./schema/contract-from-schema.js";
export type { ContractSchemaOptions } from "./schema/contract-schema-options.js";
export type { SchemaContract, SchemaContractOptions } from "./schema/make-contract.js";
export { readSchema } from "./schema/read-schema.js";
export { schemaFromContract } from "./schema/schema-from-contract.js";
export type { FeatureComparator, TensorFlowFeature, TensorFlowSchema } from "./schema/tensorflow-schema.js";
export { writeSchema } from "./schema/write-schema.js";

/** What one side says and the other cannot, of the same form in every adapter of formats. */
export type NotExpressed = Unexpressed;
