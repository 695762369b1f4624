import { isObjectType, type FieldNode } from 'graphql'
import type { Stub, Table } from '../read/catalog.ts'
import { isObject } from '../read/decode.ts'
import type { ReadTarget } from '../read/plan.ts'
import { ReadError } from '../read/read-error.ts'
import { isUuid } from '../wire/uuid.ts'
import type { ArgumentReader } from './argument-reader.ts'
import type { Reference } from '../resolvers.ts'
import type { OperationCompiler } from './operation-compiler.ts'
import type { ReadTemplate } from './prepare-read.ts'
import { selectObject, type Selector, type Site } from './select-object.ts'

/** The entities of a fetch: one statement per type and key, however many representations there are. */
export interface EntitiesTemplate {
  readonly read: ArgumentReader
  /** The read of one type by one of its keys; undefined for a type that is no entity here. */
  group(type: string, by: string): ReadTemplate | undefined
  /** Finds objects of a type that no table holds; undefined for every other type. */
  written(type: unknown): Reference | undefined
}

/** Representations of one type and key, without doubles, and where each of them stands in the answer. */
export interface EntityGroup {
  readonly template: ReadTemplate
  readonly type: string
  readonly keys: readonly string[]
  /** Position in `keys` by position in the answer. */
  readonly places: ReadonlyMap<number, number>
}

interface EntitiesAt {
  readonly nodes: readonly FieldNode[]
  readonly read: ArgumentReader
}

export function entitiesTemplate(compiler: OperationCompiler, selectorFor: (sites: Site[]) => Selector, { nodes, read }: EntitiesAt): EntitiesTemplate {
  const groups = new Map<string, ReadTemplate>()
  const make = (type: string, by: string): ReadTemplate | undefined => {
    const entity = compiler.catalog.tables.get(type) ?? compiler.catalog.stubs.get(type)
    if (!entity || !isObjectType(compiler.schema.getType(type))) return undefined
    const selector = selectorFor([])
    const object = selectObject(selector, type, nodes)
    const target: ReadTarget | undefined = 'entity' in entity ? rows(entity, { object, by }) : stubs(entity, { object, by })
    return target && { sites: selector.sites, keys: [], plans: new Map(), target: () => target }
  }
  // written fields must be known before the first request, so that the operation takes the right door
  for (const type of typesOf(compiler)) {
    const template = make(type, 'id')
    if (template) groups.set(`${type}.id`, template)
  }
  const { references } = compiler
  // which types are asked for is known with the representations only
  if (Object.keys(references).length > 0) selectorFor([]).onWritten()
  return {
    read,
    written: (type) => typeof type === 'string' && Object.hasOwn(references, type) ? references[type] : undefined,
    group(type, by) {
      const name = `${type}.${by}`
      const known = groups.get(name) ?? make(type, by)
      // names that lead nowhere are the caller's: they are not kept
      if (known) groups.set(name, known)
      return known
    },
  }
}

/** Sorts representations into groups. A key that names no row has no place, and so is null in the answer. */
export function groupRepresentations(template: EntitiesTemplate, representations: readonly unknown[]): readonly EntityGroup[] {
  const groups = new Map<ReadTemplate, { readonly type: string; readonly index: Map<string, number>; readonly places: Map<number, number> }>()
  for (const [place, representation] of representations.entries()) {
    if (isObject(representation) && template.written(representation.__typename)) continue
    const found = keyOf(template, representation)
    if (!found) continue
    const group = groups.get(found.template) ?? { type: found.type, index: new Map<string, number>(), places: new Map<number, number>() }
    groups.set(found.template, group)
    const position = group.index.get(found.key) ?? group.index.size
    group.index.set(found.key, position)
    group.places.set(place, position)
  }
  return [...groups].map(([of, { type, index, places }]) => ({ template: of, type, keys: [...index.keys()], places }))
}

function keyOf(template: EntitiesTemplate, representation: unknown): { readonly template: ReadTemplate; readonly type: string; readonly key: string } | undefined {
  if (!isObject(representation) || typeof representation.__typename !== 'string') throw new ReadError('VALIDATION_FAILED')
  const { __typename: type, id } = representation
  const by = id === undefined ? Object.keys(representation).find((name) => name !== '__typename') ?? 'id' : 'id'
  const group = template.group(type, by)
  if (!group) throw new ReadError('VALIDATION_FAILED')
  const key = representation[by]
  if (typeof key !== 'string' || key.includes('\0')) return undefined
  // one spelling per id, so that doubles are seen
  return by !== 'id' ? { template: group, type, key } : isUuid(key) ? { template: group, type, key: key.toLowerCase() } : undefined
}

function rows(table: Table, { object, by }: Pick<Extract<ReadTarget, { kind: 'ROWS' }>, 'object' | 'by'>): ReadTarget | undefined {
  const column = table.entity.columns.find(({ field }) => field === by)
  return column && table.entity.keys.includes(by) ? { kind: 'ROWS', table, object, by: column.name } : undefined
}

function stubs(stub: Stub, { object, by }: Pick<Extract<ReadTarget, { kind: 'STUBS' }>, 'object' | 'by'>): ReadTarget | undefined {
  return stub.fields.get(by)?.kind === 'KEY' ? { kind: 'STUBS', stub, object, by, type: stub.type } : undefined
}

function typesOf({ catalog }: OperationCompiler): readonly string[] {
  return [...catalog.tables.keys(), ...catalog.stubs.keys()]
}
