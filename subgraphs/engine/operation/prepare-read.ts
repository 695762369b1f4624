import type { ReadLimits } from '../read/limits.ts'
import { cursorBinding, type CursorSealer } from '../read/cursor.ts'
import type { Catalog } from '../read/catalog.ts'
import type { DecodeContext } from '../read/decode.ts'
import { readList, type Arguments, type ListShape } from '../read/list-arguments.ts'
import { planRead, type ReadPlan, type ReadTarget } from '../read/plan.ts'
import { ReadError } from '../read/read-error.ts'
import type { Viewer } from '../read/rights.ts'
import type { Site } from './select-object.ts'

/** What reads of one module share. */
export interface ReadEngine {
  readonly catalog: Catalog
  readonly limits: ReadLimits
  readonly cursors: CursorSealer
}

/** One statement of a document: its target, the places of its arguments, and the plans made for it so far. */
export interface ReadTemplate {
  readonly sites: readonly Site[]
  /** Arguments of a root field that names a row; they come first among the inputs. */
  readonly keyArguments?: (variables: Readonly<Record<string, unknown>>) => Arguments
  /** The target for the keys that are null; lists and batches have one target. */
  target(nullKeys: readonly boolean[]): ReadTarget
  /** Key columns of `keyArguments`, by argument, as forms of a value. */
  readonly keys: readonly KeyArgument[]
  readonly plans: Map<string, ReadPlan | ReadError>
}

export interface KeyArgument {
  readonly name: string
  /** False: no row has such a value, and the statement would not take it. */
  accepts(value: unknown): boolean
}

/** A read whose values are known and whose plan stands. */
export interface PreparedRead {
  readonly plan: ReadPlan
  readonly inputs: readonly unknown[]
  /** How cursors of a list are bound, by site; the same text for equal lists. */
  readonly identities: ReadonlyMap<number, () => string>
}

/** Plans kept per place of a document; a client that varies its filters without end starts them anew. */
const MOST_PLANS = 200

/**
 * Reads the arguments of a request and finds or makes the plan. Null: a key that names no row.
 * Throws ReadError before any statement is sent.
 */
export function prepareRead(engine: ReadEngine, template: ReadTemplate, request: { readonly viewer: Viewer; readonly variables: Readonly<Record<string, unknown>> }): PreparedRead | null {
  const { viewer, variables } = request
  const inputs: unknown[] = []
  const nullKeys: boolean[] = []
  const given = template.keyArguments?.(variables) ?? {}
  for (const { name, accepts } of template.keys) {
    const value = given[name] ?? null
    if (value !== null && !accepts(value)) return null
    nullKeys.push(value === null)
    if (value !== null) inputs.push(value)
  }
  const lists = new Map<number, ListShape>()
  const slots = new Map<number, number>()
  const identities = new Map<number, () => string>()
  let key = `${viewer.rights.key}#${nullKeys.map(Number).join('')}`
  for (const [index, site] of template.sites.entries()) {
    if (site.kind === 'VALUE') {
      slots.set(index, inputs.push(site.read(variables)[site.name]) - 1)
      continue
    }
    const read = readList({ ...engine, inputs, openCursor: (identity, text) => openCursor(engine, viewer, { identity, text }) }, site.table, site.read(variables), site.order)
    lists.set(index, read.shape)
    identities.set(index, read.identity)
    key += `#${read.shape.key}`
  }
  const plan = template.plans.get(key) ?? remember(template.plans, key, () => planRead(
    { catalog: engine.catalog, rights: viewer.rights, limits: engine.limits },
    { target: template.target(nullKeys), lists, slots },
  ))
  if (plan instanceof ReadError) throw plan
  return { plan, inputs, identities }
}

// A refusal is as good as a plan: it is kept, and costs nothing the second time.
function remember(plans: Map<string, ReadPlan | ReadError>, key: string, make: () => ReadPlan): ReadPlan | ReadError {
  if (plans.size >= MOST_PLANS) plans.clear()
  const plan = attempt(make)
  plans.set(key, plan)
  return plan
}

function attempt(make: () => ReadPlan): ReadPlan | ReadError {
  try {
    return make()
  } catch (error) {
    if (error instanceof ReadError) return error
    throw error
  }
}

interface CursorAt {
  readonly identity: string
  readonly text: string
}

function openCursor({ cursors }: ReadEngine, viewer: Viewer, { identity, text }: CursorAt): readonly unknown[] {
  const position = cursors.open(cursorBinding([viewer.fingerprint, identity]), text)
  const values: unknown = position === undefined ? undefined : JSON.parse(position)
  if (!Array.isArray(values)) throw new ReadError('BAD_CURSOR')
  return values
}

/** How decoders of this read seal cursors; each list's binding is worked out once, and only if a cursor is shown. */
export function cursorSealing({ cursors }: ReadEngine, viewer: Viewer, { identities }: PreparedRead): DecodeContext['sealCursor'] {
  const bindings = new Map<number, Buffer>()
  return (site, position) => {
    const binding = bindings.get(site) ?? cursorBinding([viewer.fingerprint, identities.get(site)?.() ?? ''])
    bindings.set(site, binding)
    return cursors.seal(binding, JSON.stringify(position))
  }
}

