import { isIP } from 'node:net'
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from 'graphql'

/** A value of the client in the form that statements take; undefined where it is none. */
type Read = (value: unknown) => unknown

const LARGEST = Number.MAX_SAFE_INTEGER
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/
const DECIMAL = /^-?\d{1,100}(\.\d{1,100})?$/

const READS: Readonly<Record<string, Read>> = {
  DateTime: (value) => typeof value === 'string' ? moment(value) : undefined,
  Date: (value) => typeof value === 'string' && isDay(value) ? value : undefined,
  SafeInt: (value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= LARGEST ? value : undefined,
  Decimal: (value) => typeof value === 'string' && DECIMAL.test(value) ? value : undefined,
  JSON: (value) => value,
  CurrencyCode: (value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? value : undefined,
  CountryCode: (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : undefined,
  IPAddress: (value) => typeof value === 'string' && isAddress(value) ? value : undefined,
}

/** Scalars that subgraphs share. Output is printed by Postgres and passes through; input is checked so strictly that no statement can refuse it. */
export const SCALARS: readonly GraphQLScalarType[] = Object.entries(READS).map(([name, read]) => {
  const accept = (value: unknown): unknown => {
    const accepted = read(value)
    // the library would repeat the value in its own message
    if (accepted === undefined) throw new GraphQLError('VALIDATION_FAILED')
    return accepted
  }
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: accept,
    parseLiteral: (node, variables) => accept(name === 'SafeInt' ? numberOf(node) : valueFromASTUntyped(node, variables)),
  })
})

// An integer literal as a number; a literal in quotes is no number.
function numberOf(node: ValueNode): number | undefined {
  return node.kind === Kind.INT ? Number(node.value) : undefined
}

function moment(text: string): string | undefined {
  const day = MOMENT.exec(text)?.[1]
  if (day === undefined || !isDay(day)) return undefined
  const time = Date.parse(text)
  if (Number.isNaN(time)) return undefined
  const utc = new Date(time).toISOString()
  // an offset may lead out of the years that Postgres and four digits know
  return /^(?!0000)\d{4}-/.test(utc) ? utc : undefined
}

function isDay(text: string): boolean {
  const [, year = '', month = '', day = ''] = DAY.exec(text) ?? []
  if (year === '' || year === '0000') return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

function isAddress(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/')
  const family = isIP(address)
  // a zone (`%eth0`) is an address for Node and an error for Postgres
  if (family === 0 || address.includes('%') || rest.length > 0) return false
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128))
}
