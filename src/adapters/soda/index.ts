import type { NotExpressed as Unexpressed } from "../../ports/house.js";

export type { SodaCheckResult, SodaVerification } from "./checks/soda-result.js";
export type { SodaData } from "./checks/table-values.js";
export { type VerifyOptions, verifySodaContract } from "./checks/verify-soda-contract.js";
export { type ContractFromSodaOptions, contractFromSoda } from "./contracts/contract-from-soda.js";
export type { ContractOfSoda } from "./contracts/make-contract.js";
export { readSodaContract } from "./contracts/read-soda-contract.js";
export type { SodaCheck, SodaCheckBody, SodaColumn, SodaContract, SodaThreshold } from "./contracts/soda-contract.js";
export { type SodaFromContractOptions, sodaFromContract } from "./contracts/soda-from-contract.js";
export { writeSodaContract } from "./contracts/write-soda-contract.js";

/** What one side says and the other cannot, of the same form in every adapter of formats. */
export type NotExpressed = Unexpressed;
