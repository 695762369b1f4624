import { needsNothing } from './schema-types.ts'
import type { Member, SchemaType, SchemaTypes } from './schema-types.ts'

/** A field of a record. */
export interface ResourceField {
  readonly name: string
  readonly description: string
  /** VALUE: a scalar or a word of `values`; PARTS: an object of values, such as an amount with its currency; REFERENCE: the record of another resource. */
  readonly kind: 'VALUE' | 'PARTS' | 'REFERENCE'
  /** Name of its type. */
  readonly type: string
  readonly isList: boolean
  /** Words of an enumeration. */
  readonly values: readonly string[]
  /** As it is selected. */
  readonly selection: string
}

/** A condition that a list takes. */
export interface ResourceFilter {
  readonly description: string
  /** Name of the input type. */
  readonly type: string
  /** Names that a condition may have: `eq`, `gte`, … or those of related rows. */
  readonly members: readonly string[]
  /** Words of an enumeration. */
  readonly values: readonly string[]
}

/** What react-admin calls a resource: a list of the graph, with what the caller may do with it. */
export interface Resource {
  /** Name of the list, `supportTickets`. */
  readonly name: string
  /** Name of the type of its records. */
  readonly type: string
  readonly description: string
  /** Root field of one record by id; undefined where there is none. */
  readonly one: string | undefined
  readonly fields: readonly ResourceField[]
  readonly filters: ReadonlyMap<string, ResourceFilter>
  readonly filterType: string
  /** Member of the order by field: `createdAt` is CREATED_AT. */
  readonly orders: ReadonlyMap<string, string>
  readonly orderType: string
  /** The list takes an offset, so that a page can be jumped to. */
  readonly hasOffset: boolean
}

const LEAVES = ['SCALAR', 'ENUM']

const isLeaf = (member: Member): boolean => LEAVES.includes(member.type.kind) && needsNothing(member)

const isEntity = (type: SchemaType | undefined): boolean => type?.kind === 'OBJECT' && type.fields.some(({ name }) => name === 'id')

/** Equal for the name of a column and of its member in an order, which writes it in capitals with underscores. */
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase()

const wordsOf = ({ types }: SchemaTypes, type: string): readonly string[] => types.get(type)?.values.map(({ name }) => name) ?? []

const partsOf = (schema: SchemaTypes, { type }: Member): readonly string[] =>
  schema.types.get(type.name)?.fields.filter(isLeaf).map(({ name }) => name) ?? []

const fieldOf = (schema: SchemaTypes, member: Member): readonly ResourceField[] => {
  const { name, description, type: { name: type, kind, isList } } = member
  const field = { name, description, type, isList, values: wordsOf(schema, type) }
  if (!needsNothing(member)) return []
  if (LEAVES.includes(kind)) return [{ ...field, kind: 'VALUE', selection: name }]
  if (kind !== 'OBJECT' || isList) return []
  if (isEntity(schema.types.get(type))) return [{ ...field, kind: 'REFERENCE', selection: `${name} { id }` }]
  const target = schema.types.get(type)
  const parts = partsOf(schema, member)
  // a page of related rows is asked for as a list of its own
  return parts.length === 0 || target?.fields.some(one => one.name === 'pageInfo') ? [] : [{ ...field, kind: 'PARTS', selection: `${name} { ${parts.join(' ')} }` }]
}

const filtersOf = (schema: SchemaTypes, filterType: string): ReadonlyMap<string, ResourceFilter> =>
  new Map((schema.types.get(filterType)?.inputFields ?? []).filter(({ name }) => !['and', 'or', 'not'].includes(name)).map(({ name, description, type }) => {
    const members = schema.types.get(type.name)?.inputFields ?? []
    const equal = members.find(member => member.name === 'eq')
    return [name, { description, type: type.name, members: members.map(member => member.name), values: equal === undefined ? [] : wordsOf(schema, equal.type.name) }]
  }))

const ordersOf = (schema: SchemaTypes, orderType: string, fields: readonly Member[]): ReadonlyMap<string, string> => {
  const member = schema.types.get(orderType)?.inputFields.find(({ name }) => name === 'field')
  const columns = new Map(fields.map(({ name }) => [plain(name), name]))
  return new Map(wordsOf(schema, member?.type.name ?? '').map(word => [columns.get(plain(word)) ?? word, word]))
}

const argumentType = ({ args }: Member, name: string): string => args.find(argument => argument.name === name)?.type.name ?? ''

/** The resource that a root field is the list of; undefined for every other field. */
export const resourceOf = (schema: SchemaTypes, list: Member): Resource | undefined => {
  const node = schema.types.get(list.type.name)?.fields.find(({ name }) => name === 'nodes')
  const record = schema.types.get(node?.type.name ?? '')
  if (record === undefined || !isEntity(record) || !needsNothing(list) || !['first', 'after'].every(name => argumentType(list, name) !== '')) return undefined
  const one = schema.query?.fields.find(({ type, args }) => type.name === record.name && type.kind === 'OBJECT' && !type.isList && args.length === 1 && args[0]?.name === 'id')
  const filterType = argumentType(list, 'filter')
  const orderType = argumentType(list, 'orderBy')
  return {
    name: list.name, type: record.name, description: record.description, one: one?.name,
    fields: record.fields.flatMap(member => fieldOf(schema, member)),
    filters: filtersOf(schema, filterType), filterType,
    orders: ordersOf(schema, orderType, record.fields), orderType,
    hasOffset: argumentType(list, 'offset') !== '',
  }
}
