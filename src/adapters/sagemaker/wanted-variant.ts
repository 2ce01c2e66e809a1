import type { ProductionVariant } from "@aws-sdk/client-sagemaker";

/** What a version is there for: it names the variant. */
export type VariantRole = "champion" | "canary" | "shadow";

/** How a version is served: a model of SageMaker's that is there, and what it runs on. */
export type SageMakerVariant = Omit<ProductionVariant, "VariantName" | "InitialVariantWeight">;

/** A variant as it shall stand. */
export interface WantedVariant {
  readonly role: VariantRole;
  /** Of ours. */
  readonly version: string;
  /** Its share of the requests, from 0 to 1; of a shadow, the share that it sees. */
  readonly weight: number;
  readonly served: SageMakerVariant & { readonly ModelName: string };
}
