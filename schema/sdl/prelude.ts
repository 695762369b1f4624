import { MASK_FORMATS, METRIC_GRAINS, METRIC_UNITS, PII_CATEGORIES, SENSITIVITY_LEVELS } from '../model.ts'
import { PURPOSES } from '../policy/principal.ts'
import { COST_DIRECTIVES } from './costs.ts'

/** Where a label says a hand-written field looks for rows; SELF is the caller's own rows. */
export const ROW_SCOPES = ['BRAND', 'ORG', 'WORKSPACE', 'PERSON', 'SELF'] as const
export type RowScope = (typeof ROW_SCOPES)[number]

const enumOf = (description: string, name: string, values: readonly string[]): string =>
  `"""${description}"""\nenum ${name} {\n${values.map(value => `  ${value}`).join('\n')}\n}`

const filterOf = (description: string, name: string, scalar: string, operators: readonly string[]): string =>
  `"""${description}"""\ninput ${name} {\n${operators.map(operator => `  ${OPERATORS[operator]?.(scalar) ?? ''}`).join('\n')}\n}`

const OPERATORS: Readonly<Record<string, (scalar: string) => string>> = {
  eq: scalar => `"Equal to."\n  eq: ${scalar}`,
  neq: scalar => `"Set and different from."\n  neq: ${scalar}`,
  in: scalar => `"One of."\n  in: [${scalar}!]`,
  nin: scalar => `"Set and none of."\n  nin: [${scalar}!]`,
  lt: scalar => `"Less than, or earlier."\n  lt: ${scalar}`,
  lte: scalar => `"Less than or equal to."\n  lte: ${scalar}`,
  gt: scalar => `"Greater than, or later."\n  gt: ${scalar}`,
  gte: scalar => `"Greater than or equal to."\n  gte: ${scalar}`,
  contains: scalar => `"Has this text anywhere."\n  contains: ${scalar}`,
  startsWith: scalar => `"Begins with this text."\n  startsWith: ${scalar}`,
  endsWith: scalar => `"Ends with this text."\n  endsWith: ${scalar}`,
  caseSensitive: () => '"False: letters match in either case. Applies to every operator of this object."\n  caseSensitive: Boolean! = true',
  isNull: () => '"True: no value; false: some value."\n  isNull: Boolean',
}

const EQUALITY = ['eq', 'neq', 'in', 'nin', 'isNull']
const RANGE = ['eq', 'neq', 'in', 'nin', 'lt', 'lte', 'gt', 'gte', 'isNull']

/** Operators of a generated enumeration's filter, in the order of the SDL. */
export const enumFilterMembers = (enumName: string): readonly string[] => EQUALITY.map(operator => OPERATORS[operator]?.(enumName) ?? '')

/**
 * What every subgraph says in the same bytes: directives, scalars and the shared types.
 * The version of the federation specification is the lowest with all that is imported, so that most routers can run the supergraph.
 */
export const prelude = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@composeDirective", "@key", "@shareable", "@tag"])
  @link(url: "https://veilgraph.dev/sensitivity/v1.0", import: ["@sensitivity"])
  @link(url: "https://veilgraph.dev/cost/v1.0", import: ["@cost", "@listSize"])
  @composeDirective(name: "@sensitivity")
  @composeDirective(name: "@cost")
  @composeDirective(name: "@listSize")

"""What a value is and what it is read from. A coordinate without it is public."""
directive @sensitivity(level: SensitivityLevel! = PUBLIC, category: PiiCategory, mask: MaskFormat! = FIXED, subject: String, lookup: Boolean! = false, pseudonym: Boolean! = false, reads: [String!], scope: [RowScope!])
  on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE | INTERFACE | OBJECT | SCALAR

"""Asks for the raw value, with a reason that is logged."""
directive @reveal(reason: String!, purpose: Purpose, ticket: ID) on FIELD

${COST_DIRECTIVES}

${enumOf('How much harm a value can do when it leaks, in the order of harm.', 'SensitivityLevel', SENSITIVITY_LEVELS)}

${enumOf('Which kind of personal fact a value holds.', 'PiiCategory', PII_CATEGORIES)}

${enumOf('How a masked value looks; its length never depends on the value.', 'MaskFormat', MASK_FORMATS)}

${enumOf('Whose rows a field reads.', 'RowScope', ROW_SCOPES)}

${enumOf('Why data is read.', 'Purpose', PURPOSES)}

"""A moment as RFC 3339 in UTC with milliseconds."""
scalar DateTime

"""A calendar day as YYYY-MM-DD."""
scalar Date

"""A whole number within 2^53, so that JSON carries it exactly."""
scalar SafeInt

"""A decimal number as text, so that no digit is lost."""
scalar Decimal

"""Any JSON value."""
scalar JSON

"""An ISO 4217 currency code in upper case."""
scalar CurrencyCode

"""An ISO 3166-1 alpha-2 country code in upper case."""
scalar CountryCode

"""An IPv4 or IPv6 address, with or without a prefix length; only ever an input."""
scalar IPAddress

"""Where a page stands in its list."""
type PageInfo @shareable @cost(weight: "0") {
  "There are rows after this page."
  hasNextPage: Boolean!
  "There are rows before this page."
  hasPreviousPage: Boolean!
  "Cursor of the first row of the page."
  startCursor: String
  "Cursor of the last row of the page."
  endCursor: String
}

"""An amount with its currency."""
type Money @shareable @cost(weight: "0") {
  "In the smallest unit of the currency, e.g. cents."
  amountMinor: SafeInt!
  "The currency of the amount."
  currency: CurrencyCode!
  "As people of the locale write it; English without one."
  formatted(locale: String): String!
}

"""An expected failure of a command, which the caller can act on."""
type UserError @shareable @cost(weight: "0") {
  "Stable code in upper case."
  code: String!
  "What to do next."
  message: String!
  "Input field that is meant."
  path: [String!]
}

"""A figure in buckets of time, by groups."""
type MetricResult @shareable @cost(weight: "0") {
  "One for each bucket and group."
  rows: [MetricRow!]!
  "What is counted."
  definition: String!
  "What a value is counted in; MINOR_UNITS are those of the currency of its group."
  unit: MetricUnit!
  "By what the metric may be grouped."
  dimensions: [String!]!
  "Where the values come from."
  source: MetricSource!
}

"""One figure."""
type MetricRow @shareable @cost(weight: "0") {
  "Start of the bucket; null where the figure is not cut into buckets."
  period: DateTime
  "Values of the dimensions, in the order in which they were asked for."
  group: [MetricGroup!]!
  "The figure; null where it is suppressed, or where there is nothing to take an average, a share or an extreme of."
  value: Decimal
  "The figure of the same group in the period that compareTo names."
  previous: Decimal
  "True: too few are counted here, or others could be worked out from it (GROUP_TOO_SMALL)."
  suppressed: Boolean!
}

"""The value of one dimension."""
type MetricGroup @shareable @cost(weight: "0") {
  "Which dimension."
  dimension: String!
  "Its value; null where rows have none."
  value: String
}

"""A range of time, start inclusive, end exclusive."""
input MetricRangeInput {
  "The first moment."
  from: DateTime!
  "The first moment after it."
  to: DateTime!
}

"""Conditions on the value of a figure; all that are given must hold."""
input MetricHavingInput {
  "Equal to."
  eq: Decimal
  "Different from."
  neq: Decimal
  "Less than."
  lt: Decimal
  "Less than or equal to."
  lte: Decimal
  "Greater than."
  gt: Decimal
  "Greater than or equal to."
  gte: Decimal
}

"""Order of the rows of a figure."""
input MetricOrderBy {
  "What to order by."
  field: MetricOrderField! = PERIOD
  "Which end comes first."
  direction: SortDirection! = ASC
}

${enumOf('What the rows of a figure may be ordered by; rows without it stand last.', 'MetricOrderField', ['PERIOD', 'VALUE', 'PREVIOUS'])}

${enumOf('Width of a bucket.', 'MetricGrain', METRIC_GRAINS)}

${enumOf('What a figure is counted in; a RATIO is a share of one.', 'MetricUnit', METRIC_UNITS)}

${enumOf('The day on which weeks begin.', 'MetricWeekStart', ['MONDAY', 'SUNDAY'])}

${enumOf('What the figures are compared with: the bucket before, or that of the year before (52 weeks before, for hours and weeks). A range is moved as a whole.', 'MetricComparison', ['PREVIOUS_PERIOD', 'PREVIOUS_YEAR'])}

${enumOf('ROWS: those that the caller may list. CUBE: published for everybody.', 'MetricSource', ['ROWS', 'CUBE'])}

${enumOf('Which end of the order comes first.', 'SortDirection', ['ASC', 'DESC'])}

${enumOf('Where rows without a value stand.', 'NullsOrder', ['FIRST', 'LAST'])}

${filterOf('Conditions on a text; all that are given must hold.', 'StringFilter', 'String', ['eq', 'neq', 'in', 'nin', 'contains', 'startsWith', 'endsWith', 'caseSensitive', 'isNull'])}

${filterOf('Conditions on an id; all that are given must hold.', 'IDFilter', 'ID', EQUALITY)}

${filterOf('Conditions on a small whole number; all that are given must hold.', 'IntFilter', 'Int', RANGE)}

${filterOf('Conditions on a whole number; all that are given must hold.', 'SafeIntFilter', 'SafeInt', RANGE)}

${filterOf('Conditions on a decimal number; all that are given must hold.', 'DecimalFilter', 'Decimal', RANGE)}

${filterOf('Conditions on a flag; all that are given must hold.', 'BooleanFilter', 'Boolean', ['eq', 'isNull'])}

${filterOf('Conditions on a moment; all that are given must hold.', 'DateTimeFilter', 'DateTime', RANGE)}

${filterOf('Conditions on a day; all that are given must hold.', 'DateFilter', 'Date', RANGE)}

${filterOf('Conditions on a currency; all that are given must hold.', 'CurrencyCodeFilter', 'CurrencyCode', EQUALITY)}

${filterOf('Conditions on a country; all that are given must hold.', 'CountryCodeFilter', 'CountryCode', EQUALITY)}

${filterOf('Conditions on a network address; all that are given must hold.', 'IPAddressFilter', 'IPAddress', EQUALITY)}
`
