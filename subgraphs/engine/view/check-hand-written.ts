import { isObjectType, type GraphQLSchema } from 'graphql'
import type { Labels } from '../../../schema/sdl/read-labels.ts'
import type { Catalog } from '../read/catalog.ts'
import type { References, Resolvers } from '../resolvers.ts'

/** A contract and what is to answer it. */
export interface HandWritten {
  readonly schema: GraphQLSchema
  readonly catalog: Catalog
  readonly labels: Labels
  readonly resolvers: Resolvers
  readonly references?: References
  readonly commands?: readonly { readonly name: string }[]
}

/**
 * Throws where a field written by hand could only fail once somebody asks for it: it has no resolver, a resolver has no field,
 * or a label reads what the module does not have. All mistakes at once, in the order of their coordinates.
 */
export function checkHandWritten(module: HandWritten): void {
  const mistakes = [...unanswered(module), ...misplaced(module), ...readingNothing(module), ...strayReferences(module)].sort()
  if (mistakes.length > 0) throw new Error([`The fields that ${module.catalog.module} writes by hand are not in order:`, ...mistakes].join('\n  '))
}

/** Root fields and fields of entities are either planned or answered by a resolver; those of other types may be values of their object. */
function unanswered({ schema, catalog, resolvers, commands = [] }: HandWritten): readonly string[] {
  const roots = [schema.getQueryType(), schema.getMutationType()]
  return Object.values(schema.getTypeMap()).filter(isObjectType)
    .filter((type) => roots.includes(type) || catalog.tables.has(type.name) || catalog.stubs.has(type.name))
    .flatMap((type) => Object.keys(type.getFields())
      .filter((field) => !field.startsWith('_') && !isPlanned(catalog, type.name, field) && !resolvers[type.name]?.[field])
      .filter((field) => type !== schema.getMutationType() || !commands.some(({ name }) => name === field))
      .map((field) => `${type.name}.${field} has no resolver.`))
}

function misplaced({ schema, catalog, resolvers }: HandWritten): readonly string[] {
  return Object.entries(resolvers).flatMap(([type, fields]) => Object.keys(fields).flatMap((field) => {
    if (!(field in fieldsOf(schema, type))) return [`${type}.${field} has a resolver, but is not in the contract.`]
    return isPlanned(catalog, type, field) ? [`${type}.${field} has a resolver, but is generated; a resolver would answer past its label.`] : []
  }))
}

function strayReferences({ schema, catalog: { tables, stubs }, references = {} }: HandWritten): readonly string[] {
  return Object.keys(references).flatMap((type) => {
    if (!isObjectType(schema.getType(type))) return [`${type} has a reference, but is not in the contract.`]
    return tables.has(type) || stubs.has(type) ? [`${type} has a reference, but is generated; a reference would answer past its rows.`] : []
  })
}

function readingNothing({ catalog, labels }: HandWritten): readonly string[] {
  return [...labels].flatMap(([at, { reads }]) => reads
    // a column that is labelled reads itself
    .filter((read) => read !== at && !isColumn(catalog, read))
    .map((read) => `${at} reads ${read}, which ${catalog.module} does not have.`))
}

function isPlanned({ roots, tables, stubs }: Catalog, type: string, field: string): boolean {
  if (type === 'Query') return roots.has(field)
  return (tables.get(type) ?? stubs.get(type))?.fields.has(field) ?? false
}

function isColumn({ tables }: Catalog, coordinate: string): boolean {
  const [type = '', field] = coordinate.split('.')
  return tables.get(type)?.entity.columns.some((column) => column.field === field) ?? false
}

function fieldsOf(schema: GraphQLSchema, name: string): Readonly<Record<string, unknown>> {
  const type = schema.getType(name)
  return isObjectType(type) ? type.getFields() : {}
}
