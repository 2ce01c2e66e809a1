import { checkOptions, type OptionRules, option } from "../../../core/house.js";
import { InvalidArgumentError } from "../../../core/index.js";
import type { KafkaClient } from "../kafka-client.js";
import type { Connecting, Platformatic } from "./connection.js";
import { loadPlatformatic } from "./load-platformatic.js";

export interface KafkaClientOptions {
  /** Where to begin: `host:port` of some brokers. */
  readonly brokers: readonly string[];
  /** Names this process to the brokers. @default "golden-pipeline" */
  readonly clientId?: string;
  /** Never in a message. @default none */
  readonly sasl?: KafkaSasl;
  /** Options of `node:tls`, `{}` for its defaults. @default no encryption */
  readonly tls?: import("node:tls").ConnectionOptions;
  /** How long brokers may be away, in milliseconds, before what needs them fails. @default 30000 */
  readonly patienceMilliseconds?: number;
}

export type KafkaSasl =
  | {
      readonly mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
      readonly username: string;
      readonly password: string;
    }
  | { readonly mechanism: "OAUTHBEARER"; readonly token: string };

const rules: OptionRules<KafkaClientOptions> = {
  brokers: option.required(option.listOf(option.text)),
  clientId: option.text,
  sasl: option.anything, // Looked at below: it never stands in an error.
  tls: option.anything,
  patienceMilliseconds: option.wholeNumber({ minimum: 1 }),
};

/**
 * Kafka over `@platformatic/kafka` (`npm install @platformatic/kafka@1`), which is loaded when it is first used. Nothing is connected before.
 * @example kafkaClient({ brokers: ["kafka-1:9092"], tls: {}, sasl: { mechanism: "PLAIN", username, password } })
 * @throws {InvalidArgumentError} an option is outside what is accepted; secrets are never in it.
 */
export function kafkaClient(options: KafkaClientOptions): KafkaClient {
  checkOptions("kafka client", options, rules);
  const { brokers, clientId = "golden-pipeline", sasl, tls, patienceMilliseconds = 30_000 } = options;
  const place = "kafka client";
  if (brokers.length === 0 || !brokers.every((broker) => /^[^\s@/]+:\d{1,5}$/.test(broker)))
    throw new InvalidArgumentError(
      place,
      "`brokers` to be a list of `host:port`, at least one",
      undefined,
      "another list",
    );
  const secrets = secretsOf(sasl);
  const connect = async (): Promise<Connecting> => {
    const library: Platformatic = await loadPlatformatic();
    const security = { ...(sasl !== undefined && { sasl }), ...(tls !== undefined && { tls }) };
    return { library, brokers, clientId, security, patienceMilliseconds, secrets };
  };
  return {
    name: brokers.join(","),
    async join(join) {
      const { platformaticMember } = await import("./platformatic-member.js");
      return platformaticMember(await connect(), join);
    },
    async producer(producing) {
      const { platformaticProducer } = await import("./platformatic-producer.js");
      return platformaticProducer(await connect(), producing);
    },
  };
}

/** @throws {InvalidArgumentError} there is no such way to log in. */
function secretsOf(sasl: KafkaSasl | undefined): readonly string[] {
  if (sasl === undefined) return [];
  const secrets = sasl.mechanism === "OAUTHBEARER" ? [sasl.token] : [sasl.username, sasl.password];
  const known = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"].includes(sasl.mechanism);
  if (known && secrets.every((secret) => typeof secret === "string" && secret !== "")) return secrets;
  const expected =
    "`sasl` to be PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512 with `username` and `password`, or OAUTHBEARER with `token`";
  throw new InvalidArgumentError("kafka client", expected, undefined, "something else");
}
