import type { RequestFacts } from '../schema/policy/envelope.ts'
import type { Principal } from '../schema/policy/principal.ts'
import type { PrincipalClass } from '../schema/policy/principal-class.ts'
import type { Observation } from './observe/observation.ts'
import type { Verdict } from './sensitivity/verdict.ts'
import type { Introspected } from './variants/introspection.ts'

/** What the stages of one request share. */
export interface RequestScope {
  readonly requestId: string
  readonly principal: Principal
  readonly principalClass: PrincipalClass
  /** Where the request came from; only to tell callers apart who are nobody. */
  readonly address?: string
  /** True with the header `x-veil-on-refused: error`: a refused read ends the request instead of being null. */
  readonly failOnRefused: boolean
  /** What the envelope of every fetch says of this request; stages add to it before anything is fetched. */
  facts: RequestFacts
  /** What is measured of it; absent where nobody listens to HTTP. */
  observation?: Observation
  /** Asked by a job of ours: its document was judged when somebody asked for the job, and a page of it may have so many rows. */
  readonly job?: { readonly page: number }
  /** In milliseconds since 1970: what is not there by then is answered as TIMEOUT. */
  deadline?: number
  /** Values after coercion, defaults included; written by `use-variables`. */
  variables?: Readonly<Record<string, unknown>>
  /** Written by `use-sensitivity`, read by the executor and by the response stages. */
  verdict?: Verdict
  /** What an operation that reads the schema is answered; written by `use-introspection`. */
  introspected?: Introspected
  /** Values that the operation compares with columns which the caller cannot read; written by `use-sensitivity`, paid for in `use-reveals`. */
  lookups?: number
}

/** Apollo copies this object for every request, so the scope hangs one level below. */
export interface GatewayContext {
  readonly scope: RequestScope
}

const scopes = new WeakSet<object>()

const isScope = (value: unknown): value is RequestScope => typeof value === 'object' && value !== null && scopes.has(value)

/** Marks a scope as made here, so that `scopeOf` can trust what the libraries hand back untyped. */
export const contextWith = (scope: RequestScope): GatewayContext => {
  scopes.add(scope)
  return { scope }
}

/** The scope inside a context that came through Apollo. */
export const scopeOf = (context: Record<string, unknown>): RequestScope => {
  if (isScope(context.scope)) return context.scope
  throw new Error('A request reached the executor without passing the door.')
}
