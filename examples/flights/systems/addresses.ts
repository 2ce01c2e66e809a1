/** Where systems are looked for; each address can be given by the environment. */
const addresses = {
  DATABASE_URL: "postgres://postgres@127.0.0.1:5432/postgres",
  REDIS_URL: "redis://127.0.0.1:6379",
  /** `host:port` of some brokers, with commas between. */
  KAFKA_BROKERS: "127.0.0.1:9092",
  /** As the AWS SDK names it; so are `AWS_REGION`, `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. */
  AWS_ENDPOINT_URL_KINESIS: "http://127.0.0.1:4567",
  AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9000",
  /** Is made when it is not there. */
  S3_BUCKET: "golden-pipeline",
  PROMETHEUS_TARGET_PORT: "9464",
  /** As Grafana reaches it. */
  PROMETHEUS_URL: "http://127.0.0.1:9090",
  ALERTMANAGER_URL: "http://127.0.0.1:9093",
  OPENLINEAGE_URL: "http://127.0.0.1:5000",
  MLFLOW_TRACKING_URI: "http://127.0.0.1:5000",
} as const;

export type AddressName = keyof typeof addresses;

export const addressOf = (name: AddressName): string => process.env[name] ?? addresses[name];

/** Names of what a directory has in shared systems: in lower case, of letters, digits and `_`. */
export const slugOf = (directory: string): string => directory.replaceAll(/\W+/g, "_").toLowerCase().slice(-40);
