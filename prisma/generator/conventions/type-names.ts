import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'

/** Names of the root types and of the types that every subgraph prints; a second one of that name merges with it in silence. */
const RESERVED: ReadonlySet<string> = new Set([
  'Query', 'Mutation', 'Subscription', 'PageInfo', 'Money', 'UserError', 'MetricResult', 'Metrics', 'SortDirection', 'NullsOrder',
  'ID', 'String', 'Int', 'Float', 'Boolean', 'SafeInt', 'Decimal', 'DateTime', 'Date', 'JSON', 'CurrencyCode', 'CountryCode',
])
const DERIVED = ['', 'Filter', 'OrderBy', 'OrderField', 'Connection', 'Edge']

/** Types, the types derived from them, and enumerations have one owner each in the whole graph. */
export const typeNames: Convention = (world, report) => {
  const owners = new Map<string, string>()
  const claim = (name: string, owner: string): void => {
    const other = owners.get(name)
    if (other !== undefined && other !== owner) report('TYPE_NAME_TAKEN', owner, `the name ${name} already belongs to ${other}; choose another.`)
    if (RESERVED.has(name) || name.startsWith('_')) report('TYPE_NAME_RESERVED', owner, `a type may not be called ${name}.`)
    owners.set(name, other ?? owner)
  }
  for (const { type, exposed } of allEntities(world)) if (exposed) for (const suffix of DERIVED) claim(`${type}${suffix}`, type)
  for (const { name: module, enums } of world.modules) for (const { name } of enums) claim(name, `${module}.${name}`)
}
