/**
 * The messages of TensorFlow Metadata's schema.proto, with their fields in the order of their numbers: `name:type`, `[]` for a list, `|group` for fields of
 * which only one may be set.
 */
export const schemaMessages: Readonly<Record<string, string>> = {
  Schema:
    "feature:Feature[] string_domain:StringDomain[] default_environment:string[] sparse_feature:SparseFeature[] annotation:Annotation float_domain:FloatDomain[] int_domain:IntDomain[] dataset_constraints:DatasetConstraints weighted_feature:WeightedFeature[] tensor_representation_group:Schema.TensorRepresentationGroupEntry[] represent_variable_length_as_ragged:bool",
  Feature:
    "name:string deprecated:bool value_count:ValueCount|shape_type type:FeatureType domain:string|domain_info int_domain:IntDomain|domain_info float_domain:FloatDomain|domain_info string_domain:StringDomain|domain_info bool_domain:BoolDomain|domain_info presence:FeaturePresence|presence_constraints distribution_constraints:DistributionConstraints annotation:Annotation group_presence:FeaturePresenceWithinGroup|presence_constraints skew_comparator:FeatureComparator not_in_environment:string[] in_environment:string[] drift_comparator:FeatureComparator lifecycle_stage:LifecycleStage shape:FixedShape|shape_type natural_language_domain:NaturalLanguageDomain|domain_info image_domain:ImageDomain|domain_info mid_domain:MIDDomain|domain_info url_domain:URLDomain|domain_info time_domain:TimeDomain|domain_info struct_domain:StructDomain|domain_info time_of_day_domain:TimeOfDayDomain|domain_info unique_constraints:UniqueConstraints value_counts:ValueCountList|shape_type validation_derived_source:DerivedFeatureSource sequence_metadata:SequenceMetadata audio_domain:AudioDomain|domain_info video_domain:VideoDomain|domain_info content_chunk_domain:ContentChunkDomain|domain_info",
  StringDomain: "name:string value:string[] is_categorical:StringDomain.Categorical",
  SparseFeature:
    "name:string deprecated:bool presence:FeaturePresence dense_shape:FixedShape index_feature:SparseFeature.IndexFeature[] lifecycle_stage:LifecycleStage is_sorted:bool value_feature:SparseFeature.ValueFeature type:FeatureType",
  Annotation: "tag:string[] comment:string[] extra_metadata:google.protobuf.Any[]",
  FloatDomain:
    "name:string min:float max:float disallow_nan:bool disallow_inf:bool is_embedding:bool is_categorical:bool embedding_dim:int64 embedding_type:string",
  IntDomain: "name:string min:int64 max:int64 is_categorical:bool",
  DatasetConstraints:
    "num_examples_drift_comparator:NumericValueComparator num_examples_version_comparator:NumericValueComparator min_examples_count:int64 max_examples_count:int64",
  WeightedFeature: "name:string feature:Path weight_feature:Path lifecycle_stage:LifecycleStage",
  "Schema.TensorRepresentationGroupEntry": "key:string value:TensorRepresentationGroup",
  ValueCount: "min:int64 max:int64",
  BoolDomain: "name:string true_value:string false_value:string",
  FeaturePresence: "min_fraction:double min_count:int64",
  DistributionConstraints: "min_domain_mass:double",
  FeaturePresenceWithinGroup: "required:bool",
  FeatureComparator:
    "infinity_norm:InfinityNorm jensen_shannon_divergence:JensenShannonDivergence normalized_abs_difference:NormalizedAbsoluteDifference",
  FixedShape: "dim:FixedShape.Dim[]",
  NaturalLanguageDomain:
    "vocabulary:string coverage:FeatureCoverageConstraints token_constraints:SequenceValueConstraints[] sequence_length_constraints:SequenceLengthConstraints",
  ImageDomain: "minimum_supported_image_fraction:float max_image_byte_size:int64",
  MIDDomain: "",
  URLDomain: "",
  TimeDomain: "string_format:string|format integer_format:TimeDomain.IntegerTimeFormat|format",
  StructDomain: "feature:Feature[] sparse_feature:SparseFeature[]",
  TimeOfDayDomain: "string_format:string|format integer_format:TimeOfDayDomain.IntegerTimeOfDayFormat|format",
  UniqueConstraints: "min:int64 max:int64",
  ValueCountList: "value_count:ValueCount[]",
  DerivedFeatureSource:
    "deriver_name:string description:string source_path:Path[] declaratively_configured:bool config:DerivedFeatureConfig",
  SequenceMetadata:
    "sequential_status:SequenceMetadata.SequentialStatus joint_group:string sequence_truncation_limit:int64",
  AudioDomain: "",
  VideoDomain: "",
  ContentChunkDomain: "",
  "SparseFeature.IndexFeature": "name:string",
  "SparseFeature.ValueFeature": "name:string",
  "google.protobuf.Any": "type_url:string value:bytes",
  NumericValueComparator: "min_fraction_threshold:double max_fraction_threshold:double",
  Path: "step:string[]",
  TensorRepresentationGroup: "tensor_representation:TensorRepresentationGroup.TensorRepresentationEntry[]",
  InfinityNorm: "threshold:double",
  JensenShannonDivergence: "threshold:double source:HistogramSelection",
  NormalizedAbsoluteDifference: "threshold:double",
  "FixedShape.Dim": "size:int64 name:string",
  FeatureCoverageConstraints:
    "min_coverage:float min_avg_token_length:float excluded_string_tokens:string[] excluded_int_tokens:int64[] oov_string_tokens:string[]",
  SequenceValueConstraints:
    "int_value:int64|value string_value:string|value min_per_sequence:int64 max_per_sequence:int64 min_fraction_of_sequences:float max_fraction_of_sequences:float",
  SequenceLengthConstraints:
    "excluded_int_value:int64[] excluded_string_value:string[] min_sequence_length:int64 max_sequence_length:int64",
  DerivedFeatureConfig:
    "allowlist:AllowlistDeriver|type argmax_top_k:ArgmaxTopK|type reduce_op:ReduceOp|type slice_sql:SliceSql|type image_quality:ImageQualityDeriver|type",
  "TensorRepresentationGroup.TensorRepresentationEntry": "key:string value:TensorRepresentation",
  HistogramSelection: "type:HistogramSelection.Type",
  AllowlistDeriver: "allowed_bytes_value:bytes[] placeholder_value:bytes",
  ArgmaxTopK: "k:uint32",
  ReduceOp: "op_name:string",
  SliceSql:
    "expression:string feature_value_type:SliceValueTypes drop_struct_name:bool int64_default_feature_value:int64|default_feature_value_for_failed_sql float_default_feature_value:float|default_feature_value_for_failed_sql string_default_feature_value:string|default_feature_value_for_failed_sql",
  ImageQualityDeriver: "model_name:string",
  TensorRepresentation:
    "dense_tensor:TensorRepresentation.DenseTensor|kind varlen_sparse_tensor:TensorRepresentation.VarLenSparseTensor|kind sparse_tensor:TensorRepresentation.SparseTensor|kind ragged_tensor:TensorRepresentation.RaggedTensor|kind",
  "TensorRepresentation.DenseTensor":
    "column_name:string shape:FixedShape default_value:TensorRepresentation.DefaultValue",
  "TensorRepresentation.VarLenSparseTensor": "column_name:string",
  "TensorRepresentation.SparseTensor":
    "dense_shape:FixedShape index_column_names:string[] value_column_name:string already_sorted:bool",
  "TensorRepresentation.RaggedTensor":
    "feature_path:Path row_partition_dtype:TensorRepresentation.RowPartitionDType partition:TensorRepresentation.RaggedTensor.Partition[]",
  "TensorRepresentation.DefaultValue":
    "float_value:double|kind int_value:int64|kind bytes_value:bytes|kind uint_value:uint64|kind",
  "TensorRepresentation.RaggedTensor.Partition": "uniform_row_length:int64|kind row_length:string|kind",
};

/** Its enumerations, by number from 0; `-` stands for a number that has no name. */
export const schemaEnumerations: Readonly<Record<string, string>> = {
  FeatureType: "TYPE_UNKNOWN BYTES INT FLOAT STRUCT",
  LifecycleStage: "UNKNOWN_STAGE PLANNED ALPHA BETA PRODUCTION DEPRECATED DEBUG_ONLY DISABLED - VALIDATION_DERIVED",
  "StringDomain.Categorical": "CATEGORICAL_UNSPECIFIED CATEGORICAL_YES CATEGORICAL_NO",
  "TimeDomain.IntegerTimeFormat":
    "FORMAT_UNKNOWN UNIX_SECONDS UNIX_MILLISECONDS UNIX_MICROSECONDS UNIX_NANOSECONDS UNIX_DAYS",
  "TimeOfDayDomain.IntegerTimeOfDayFormat": "FORMAT_UNKNOWN PACKED_64_NANOS",
  "SequenceMetadata.SequentialStatus": "SEQUENTIAL_UNSPECIFIED SEQUENTIAL_YES SEQUENTIAL_NO",
  "HistogramSelection.Type": "DEFAULT QUANTILES STANDARD",
  SliceValueTypes: "VALUE_TYPE_DEFAULT VALUE_TYPE_INTEGER VALUE_TYPE_FLOAT VALUE_TYPE_UNSUPPORTED",
  "TensorRepresentation.RowPartitionDType": "UNSPECIFIED INT64 INT32",
};
