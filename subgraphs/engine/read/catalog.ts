import { contributionsOf } from '../../../schema/sdl/contribution.ts'
import { exposedColumns, exposedEntities, exposedReferences, exposedRelations } from '../../../schema/sdl/exposed.ts'
import { filterColumns } from '../../../schema/sdl/filter-members.ts'
import { moneyFields, type MoneyField } from '../../../schema/sdl/money-fields.ts'
import { naturalKeys, type NaturalKey } from '../../../schema/sdl/natural-keys.ts'
import { orderMembers } from '../../../schema/sdl/order-members.ts'
import type { Column, Entity, ModuleMetadata, Reference, Relation } from '../../../schema/model.ts'

/** Rows of `target` whose column `to` equals `from` of this row. */
export interface Join {
  readonly target: string
  readonly from: string
  readonly to: string
  /** Set for a join inside the module: only such a join can prove that a scope is implied. */
  readonly relation?: Relation
}

/** What a field of a type is read from. A field that is none of these is written by hand. */
export type Field =
  | { readonly kind: 'COLUMN'; readonly column: Column }
  | { readonly kind: 'MONEY'; readonly money: MoneyField }
  | { readonly kind: 'ONE'; readonly join: Join }
  | { readonly kind: 'MANY'; readonly join: Join }
  | { readonly kind: 'STUB'; readonly reference: Reference }
  /** Key of an entity of another module: known from the caller, not read. */
  | { readonly kind: 'KEY'; readonly name: string }

export type FilterField =
  | { readonly kind: 'COLUMN'; readonly column: Column }
  | { readonly kind: 'ONE' | 'MANY'; readonly join: Join }

/** An entity of this module, indexed for reading. */
export interface Table {
  readonly entity: Entity
  /** Schema-qualified name. */
  readonly name: string
  readonly columns: ReadonlyMap<string, Column>
  readonly relations: ReadonlyMap<string, Relation>
  readonly fields: ReadonlyMap<string, Field>
  readonly filters: ReadonlyMap<string, FilterField>
  /** By value of `<Type>OrderField`. */
  readonly orders: ReadonlyMap<string, Column>
  /** Permission whose holders for the whole brand see every row; absent for reference data. */
  readonly readPermission?: string
}

/** An entity of another module: only its keys are known, and the rows of this module that refer to it. */
export interface Stub {
  readonly type: string
  readonly fields: ReadonlyMap<string, Field>
}

export type Root =
  | { readonly kind: 'LIST'; readonly table: Table }
  | { readonly kind: 'BY_ID'; readonly table: Table }
  | { readonly kind: 'BY_KEY'; readonly table: Table; readonly key: NaturalKey }

/** One module, indexed once at start. */
export interface Catalog {
  readonly module: string
  /** Postgres schema. */
  readonly schema: string
  readonly tables: ReadonlyMap<string, Table>
  readonly stubs: ReadonlyMap<string, Stub>
  /** Generated fields of Query. */
  readonly roots: ReadonlyMap<string, Root>
  /** Rows that a merge of persons has given to another one. */
  readonly journal?: Table
}

/** One of the tables that every module with ids of persons has. */
const MERGE_JOURNAL = 'merge_journal'

export function buildCatalog(module: ModuleMetadata): Catalog {
  // internal entities stay in the catalog: scopes may walk through them
  const tables = new Map(module.entities.map((entity) => [entity.type, tableOf(entity)]))
  const exposed = new Set(exposedEntities(module).map(({ type }) => type))
  const roots = new Map([...tables.values()].filter(({ entity }) => exposed.has(entity.type)).flatMap(rootsOf))
  const journal = [...tables.values()].find(({ entity }) => entity.table === MERGE_JOURNAL)
  return { module: module.name, schema: module.schema, tables, stubs: stubsOf(module, exposed), roots, ...journal && { journal } }
}

/** A type that must exist, because the schema was generated from the same metadata. */
export function tableNamed(catalog: Catalog, type: string): Table {
  const table = catalog.tables.get(type)
  if (!table) throw new Error(`The metadata of ${catalog.module} has no entity of this type.`)
  return table
}

export function columnNamed({ columns, entity }: Table, name: string): Column {
  const column = columns.get(name)
  if (!column) throw new Error(`The metadata of ${entity.type} names a column that it does not have.`)
  return column
}

function tableOf(entity: Entity): Table {
  const relations = exposedRelations(entity)
  return {
    entity,
    name: `${entity.schema}.${entity.table}`,
    columns: new Map(entity.columns.map((column) => [column.name, column])),
    relations: new Map(entity.relations.map((relation) => [relation.field, relation])),
    fields: new Map<string, Field>([
      ...exposedColumns(entity).map((column) => [column.field, { kind: 'COLUMN', column }] as const),
      ...moneyFields(entity).map((money) => [money.field, { kind: 'MONEY', money }] as const),
      ...relations.map((relation) => [relation.field, relationField(relation)] as const),
      ...exposedReferences(entity).map((reference) => [reference.field, { kind: 'STUB', reference }] as const),
    ]),
    filters: new Map<string, FilterField>([
      ...filterColumns(entity).map((column) => [column.field, { kind: 'COLUMN', column }] as const),
      ...relations.map((relation) => [relation.field, relationField(relation)] as const),
    ]),
    orders: new Map(orderMembers(entity).map(({ value, column }) => [value, column])),
    readPermission: entity.scopes.find(({ kind, permission }) => kind === 'BRAND' && permission !== undefined)?.permission,
  }
}

function relationField(relation: Relation): { readonly kind: 'ONE' | 'MANY'; readonly join: Join } {
  const { target, from, to, many } = relation
  return { kind: many ? 'MANY' : 'ONE', join: { target, from, to, relation } }
}

function rootsOf(table: Table): readonly (readonly [string, Root])[] {
  const { singular, plural } = table.entity
  return [
    [singular, { kind: 'BY_ID', table }],
    [plural, { kind: 'LIST', table }],
    ...naturalKeys(table.entity).map((key) => [key.field, { kind: 'BY_KEY', table, key }] as const),
  ]
}

function stubsOf(module: ModuleMetadata, exposed: ReadonlySet<string>): ReadonlyMap<string, Stub> {
  const stubs = new Map<string, Map<string, Field>>()
  const fieldsOf = (type: string): Map<string, Field> => {
    const fields = stubs.get(type) ?? new Map<string, Field>()
    stubs.set(type, fields)
    return fields
  }
  for (const { target, by } of module.entities.flatMap(exposedReferences)) {
    if (!exposed.has(target.type)) fieldsOf(target.type).set(by, { kind: 'KEY', name: by })
  }
  for (const { type, field, source, reference, single } of contributionsOf(module)) {
    const join = { target: source.type, from: reference.by, to: reference.column }
    fieldsOf(type).set(field, { kind: single ? 'ONE' : 'MANY', join })
  }
  return new Map([...stubs].map(([type, fields]) => [type, { type, fields }]))
}
