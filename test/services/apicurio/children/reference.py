"""Confluent's own client: writes rows to a topic as values of a registered schema, or reads them. Arguments: broker, registry, topic, write or read, type, schema, rows."""

import json
import sys

from confluent_kafka import Consumer, Producer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

broker, url, topic, what, kind, schema, rows = sys.argv[1:]
registry = SchemaRegistryClient({"url": url})
context = SerializationContext(topic, MessageField.VALUE)
if what == "write":
    serialize = AvroSerializer(registry, schema) if kind == "AVRO" else JSONSerializer(schema, registry)
    producer = Producer({"bootstrap.servers": broker})
    for row in json.loads(rows):
        producer.produce(topic, serialize(row, context), partition=0)
    left = producer.flush(60)
    sys.exit(1 if left else 0)
deserialize = AvroDeserializer(registry) if kind == "AVRO" else JSONDeserializer(schema)
consumer = Consumer({"bootstrap.servers": broker, "group.id": topic + "-reference", "auto.offset.reset": "earliest"})
consumer.subscribe([topic])
found = []
while len(found) < int(rows):
    message = consumer.poll(1)
    if message is not None and message.error() is None:
        found.append(deserialize(message.value(), context))
consumer.close()
print(json.dumps(found))
