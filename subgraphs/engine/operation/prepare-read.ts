import type { ReadLimits } from '../read/limits.ts'
import { cursorBinding, type CursorSealer } from '../read/cursor.ts'
import type { Catalog } from '../read/catalog.ts'
import type { DecodeContext } from '../read/decode.ts'
import { readList, type Arguments, type ListReader, type ListShape } from '../read/list-arguments.ts'
import { planRead, type ReadPlan, type ReadShape, type ReadTarget } from '../read/plan.ts'
import { ReadError } from '../read/read-error.ts'
import type { Viewer } from '../read/rights.ts'
import type { LookedUp } from '../access-log/access-records.ts'
import type { RequestAccess } from './request-access.ts'
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
  /** What is looked up, and with which values. */
  readonly lookups: readonly LookedUp[]
}

/** Plans kept per place of a document; a client that varies its filters without end starts them anew. */
const MOST_PLANS = 200

/** Who reads, with which values. */
export interface ReadValues {
  readonly viewer: Viewer
  readonly access: RequestAccess
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * Reads the arguments of a request and finds or makes the plan. Null: a key that names no row.
 * Throws ReadError before any statement is sent.
 */
export function prepareRead(engine: ReadEngine, template: ReadTemplate, values: ReadValues): PreparedRead | null {
  const inputs: unknown[] = []
  const nullKeys = readKeys(template, values, inputs)
  if (!nullKeys) return null
  const { key, lists, slots, identities } = readSites(engine, template, { ...values, inputs })
  const { rights } = values.viewer
  const limits = limitsFor(engine, values.viewer)
  const plan = remembered(template.plans, `${rights.key}#${nullKeys.map(Number).join('')}${key}`, () => planRead(
    { catalog: engine.catalog, rights, limits },
    { target: template.target(nullKeys), lists, slots },
  ))
  if (plan instanceof ReadError) throw plan
  const lookups = (plan.lookups ?? []).map((lookup): LookedUp => ({ ...lookup, values: [inputs[lookup.slot]].flat() }))
  for (const { coordinate, values: looked } of lookups) values.access.reserveLookup(coordinate, looked)
  return { plan, inputs, identities, lookups }
}

/** The channel is a part of the key of a plan, so a plan knows how much it may read. */
function limitsFor({ limits }: ReadEngine, { rights: { principalClass } }: Viewer): ReadLimits {
  return principalClass.channel === 'EXPORT' ? { ...limits, largestPage: limits.exportedPage } : limits
}

/** Which keys are null; undefined where one of them can be no row's. */
function readKeys({ keys, keyArguments }: ReadTemplate, { variables }: ReadValues, inputs: unknown[]): readonly boolean[] | undefined {
  const given = keyArguments?.(variables) ?? {}
  const values = keys.map(({ name }) => given[name] ?? null)
  if (keys.some(({ accepts }, index) => values[index] !== null && !accepts(values[index]))) return undefined
  inputs.push(...values.filter((value) => value !== null))
  return values.map((value) => value === null)
}

interface ReadSites extends Pick<ReadShape, 'lists' | 'slots'> {
  readonly key: string
  readonly identities: ReadonlyMap<number, () => string>
}

function readSites(engine: ReadEngine, { sites }: ReadTemplate, { viewer, variables, inputs }: ReadValues & { readonly inputs: unknown[] }): ReadSites {
  const lists = new Map<number, ListShape>()
  const slots = new Map<number, number>()
  const identities = new Map<number, () => string>()
  const reader: ListReader = { ...engine, limits: limitsFor(engine, viewer), inputs, openCursor: (identity, text) => openCursor(engine, viewer, { identity, text }) }
  let key = ''
  for (const [index, site] of sites.entries()) {
    const args = site.read(variables)
    if (site.kind === 'VALUE') {
      slots.set(index, inputs.push(args[site.name]) - 1)
      continue
    }
    const { shape, identity } = readList(reader, site.table, args, site.order)
    if (site.isRevealing && Number(inputs[shape.size]) > engine.limits.revealedPage) throw new ReadError('PAGE_TOO_LARGE', { limit: engine.limits.revealedPage })
    lists.set(index, shape)
    identities.set(index, identity)
    key += `#${shape.key}`
  }
  return { key, lists, slots, identities }
}

// A refusal is as good as a plan: it is kept, and costs nothing the second time.
function remembered(plans: Map<string, ReadPlan | ReadError>, key: string, make: () => ReadPlan): ReadPlan | ReadError {
  const known = plans.get(key)
  if (known) return known
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

