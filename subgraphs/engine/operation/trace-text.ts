/** When a request began and ended, in milliseconds since 1970, and the fields of its answer. */
export interface TracedRequest {
  readonly since: number
  readonly until: number
  readonly keys: readonly string[]
}

/** Fields of the message Trace of Apollo's reports.proto, and of its Node. */
const TRACE = { end: 3, start: 4, duration: 11, root: 14 } as const
const NODE = { responseName: 1, startTime: 8, endTime: 9, child: 12 } as const
const VARINT = 0
const BYTES = 2

/** A trace in the form ftv1: base64 of a protobuf message. Fields of one request are not told apart: a plan answers all of them with one statement. */
export function traceText({ since, until, keys }: TracedRequest): string {
  const nanoseconds = Math.max(0, until - since) * 1_000_000
  const children = keys.map((key) => bytes(NODE.child, [...text(NODE.responseName, key), ...number(NODE.startTime, 0), ...number(NODE.endTime, nanoseconds)]))
  const trace = [...bytes(TRACE.end, time(until)), ...bytes(TRACE.start, time(since)), ...number(TRACE.duration, nanoseconds), ...bytes(TRACE.root, children.flat())]
  return Buffer.from(trace).toString('base64')
}

/** A google.protobuf.Timestamp. */
function time(milliseconds: number): readonly number[] {
  return [...number(1, Math.floor(milliseconds / 1000)), ...number(2, (milliseconds % 1000) * 1_000_000)]
}

function text(field: number, value: string): readonly number[] {
  return bytes(field, [...Buffer.from(value)])
}

function bytes(field: number, content: readonly number[]): readonly number[] {
  return [...varint(field * 8 + BYTES), ...varint(content.length), ...content]
}

function number(field: number, value: number): readonly number[] {
  return [...varint(field * 8 + VARINT), ...varint(Math.floor(value))]
}

// numbers past 32 bits are no numbers for the operators on bits
function varint(value: number): readonly number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
}
