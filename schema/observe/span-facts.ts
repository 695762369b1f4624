import type { Attributes } from '@opentelemetry/api'
import { isLabelValue } from './label-values.ts'

/** Names of spans; there are no others. */
export type SpanName = 'request' | 'authenticate' | 'parse' | 'policy' | 'plan' | 'execute' | 'fetch' | 'subgraph' | 'sql'

/** What may be said of a span, all of it: words of closed lists, and hashes of texts without values. */
export interface SpanFacts {
  readonly kind?: string
  readonly principal?: string
  readonly subgraph?: string
  readonly code?: string
  /** Of the operation. */
  readonly hash?: string
  /** Name under which a statement is prepared. */
  readonly statement?: string
}

const HASH = /^[0-9a-f]{64}$/
// the engine names statements by their hash, those that are written by hand by words
const STATEMENT = /^(?:v[0-9a-f]{20}|[a-z][a-z_ ]{0,60})$/

const ALLOWED: Readonly<Record<keyof SpanFacts, (value: string) => boolean>> = {
  kind: (value) => isLabelValue('kind', value),
  principal: (value) => isLabelValue('principal', value),
  subgraph: (value) => isLabelValue('subgraph', value),
  code: (value) => isLabelValue('code', value),
  hash: (value) => HASH.test(value),
  statement: (value) => STATEMENT.test(value),
}

const FACTS = ['kind', 'principal', 'subgraph', 'code', 'hash', 'statement'] as const

/** The attributes of a span; what is not allowed is left out, whoever brings it. */
export function spanAttributes(facts: SpanFacts): Attributes {
  const attributes: Attributes = {}
  for (const fact of FACTS) {
    const value = facts[fact]
    if (typeof value === 'string' && ALLOWED[fact](value)) attributes[`veil.${fact}`] = value
  }
  return attributes
}
