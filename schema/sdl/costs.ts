import { Kind, type DefinitionNode, type FieldDefinitionNode, type TypeNode } from 'graphql'

/** What reading costs, in rows: a row of a page counts one, and everything else is measured against it. */
export const WEIGHTS = {
  /** A list below a row: one more set to look through for each of them. */
  list: 1,
  /** A row of another module: fetched from another subgraph. */
  fetch: 1,
  /** Counting goes through all rows that the caller may list, however few are shown. */
  count: 10,
  /** What people wrote: a value worked out for a row, and an object that is looked for. */
  value: 1,
  object: 5,
  command: 10,
  metric: 20,
} as const

/** Rows of a page that nobody has asked a size of. */
export const PAGE_SIZE = 20

/** `@cost`, as it is printed. */
export const cost = (weight: number): string => `@cost(weight: "${weight}")`

/** What every field with a page says: its size is what is asked for. */
export const PAGED = `@listSize(assumedSize: ${PAGE_SIZE}, slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)`

/** Directives of the cost specification by IBM; ours are composed under a name of our own, so that the federation version stays. */
export const COST_DIRECTIVES = `"""What a field, an argument or an object of a type costs, in rows."""
directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR

"""How many objects a field gives at most."""
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION`

const PAGE_PART = /(Connection|Edge)$/

const has = ({ directives = [] }: { readonly directives?: FieldDefinitionNode['directives'] }, directive: string): boolean =>
  directives.some(({ name }) => name.value === directive)

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type))

const SCALARS = /^(ID|String|Int|Float|Boolean|DateTime|Date|SafeInt|Decimal|JSON|CurrencyCode|CountryCode|IPAddress)$/

const weightOf = (parent: string, field: FieldDefinitionNode): number => {
  if (parent === 'Mutation') return WEIGHTS.command
  return SCALARS.test(namedType(field.type)) ? WEIGHTS.value : WEIGHTS.object
}

/** What the generator adds to a field that people wrote and gave no cost. */
export const writtenFieldCosts = (parent: string, field: FieldDefinitionNode): string => [
  ...has(field, 'cost') ? [] : [cost(weightOf(parent, field))],
  ...has(field, 'listSize') || !namedType(field.type).endsWith('Connection') ? [] : [PAGED],
].map(directive => ` ${directive}`).join('')

/** What it adds to the name of a type that people wrote: the parts of a page are no rows. */
export const writtenTypeCosts = (type: DefinitionNode): string =>
  (type.kind === Kind.OBJECT_TYPE_DEFINITION && PAGE_PART.test(type.name.value) && !has(type, 'cost') ? ` ${cost(0)}` : '')
