import protobuf from 'protobufjs'

/** Element and attribute types as onnx.proto numbers them. */
export const elementType = { float: 1, uint8: 2, int64: 7 } as const
export const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const

export interface OnnxTensor {
  name: string
  dims: number[]
  dataType: number
  rawData: Uint8Array
}
export interface OnnxAttribute {
  name: string
  type: number
  i?: number
  f?: number
  s?: Uint8Array
  ints?: number[]
}
export interface OnnxNode {
  name: string
  opType: string
  input: string[]
  output: string[]
  attribute: OnnxAttribute[]
}
export interface OnnxDimension {
  dimValue?: number
  dimParam?: string
}
export interface OnnxValue {
  name: string
  type: { tensorType: { elemType: number; shape: { dim: OnnxDimension[] } } }
}
export interface OnnxModel {
  irVersion: number
  producerName: string
  opsetImport: { domain?: string; version: number }[]
  graph: {
    name: string
    node: OnnxNode[]
    initializer: OnnxTensor[]
    input: OnnxValue[]
    output: OnnxValue[]
    valueInfo: OnnxValue[]
  }
}

/** The part of onnx.proto (IR version 3 and later) that is read or written here; the reader keeps every other field as it came. */
const schema = `
syntax = "proto2";
message Model { optional int64 ir_version = 1; optional string producer_name = 2; optional Graph graph = 7; repeated Opset opset_import = 8; }
message Opset { optional string domain = 1; optional int64 version = 2; }
message Graph {
  repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5;
  repeated Value input = 11; repeated Value output = 12; repeated Value value_info = 13;
}
message Node {
  repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4;
  repeated Attribute attribute = 5;
}
message Attribute {
  optional string name = 1; optional float f = 2; optional int64 i = 3; optional bytes s = 4; repeated int64 ints = 8;
  optional int32 type = 20;
}
message Tensor { repeated int64 dims = 1; optional int32 data_type = 2; optional string name = 8; optional bytes raw_data = 9; }
message Value { optional string name = 1; optional Type type = 2; }
message Type { optional TensorType tensor_type = 1; }
message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
message Shape { repeated Dimension dim = 1; }
message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
`
const modelType = protobuf.parse(schema).root.lookupType('Model')

/** Reads an ONNX file. Edit the result in place: copies lose the fields this schema does not name. */
export function readModel(bytes: Uint8Array): OnnxModel {
  const reader = protobuf.Reader.create(bytes)
  reader.discardUnknown = false
  return modelType.decode(reader) as unknown as OnnxModel
}

/** Writes an ONNX file; the same model gives the same bytes. */
export const writeModel = (model: OnnxModel): Uint8Array => modelType.encode(model).finish()
