/** Notes an anomaly of the feature that is looked at. */
export type Found = (type: string, message: string) => void;
