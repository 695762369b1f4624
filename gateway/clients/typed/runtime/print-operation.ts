import { factsOf, isMembers, splitKey } from './field-table.ts'
import type { FieldTable, Members } from './field-table.ts'

/** An operation as it is sent. Its text depends on what is selected and never on a value, so that gateways keep one plan for it. */
export interface PrintedOperation {
  readonly query: string
  readonly variables: Members
}

const REVEAL_TYPES: Readonly<Record<string, string>> = { reason: 'String!', purpose: 'Purpose', ticket: 'ID' }

/** Prints a selection. */
export const printOperation = (table: FieldTable, { operation, name, selection }: { readonly operation: 'query' | 'mutation', readonly name: string, readonly selection: Members }): PrintedOperation => {
  const declared: string[] = []
  const variables: Record<string, unknown> = {}
  const variable = (type: string, value: unknown): string => {
    const own = `v${declared.length}`
    declared.push(`$${own}: ${type}`)
    variables[own] = value
    return `$${own}`
  }
  const printGiven = (given: unknown, types: Readonly<Record<string, string>>): string => {
    if (!isMembers(given)) return ''
    const written = Object.entries(given).filter(([argument, value]) => value !== undefined && Object.hasOwn(types, argument))
    return written.length === 0 ? '' : `(${written.map(([argument, value]) => `${argument}: ${variable(types[argument] ?? '', value)}`).join(', ')})`
  }
  const printField = (type: string, written: string, value: unknown): string => {
    const { key, name: field } = splitKey(written)
    const { to, args = {} } = factsOf(table, type, field)
    const { $: given, $reveal: reveal, ...below } = isMembers(value) ? value : {}
    const asked = `${key === field ? '' : `${key}: `}${field}${printGiven(given, args)}${isMembers(reveal) ? ` @reveal${printGiven(reveal, REVEAL_TYPES)}` : ''}`
    return to === undefined ? asked : `${asked} ${printSelection(to, below)}`
  }
  const printSelection = (type: string, selected: Members): string =>
    `{ ${Object.entries(selected).filter(([, value]) => value !== undefined).map(([written, value]) => printField(type, written, value)).join(' ')} }`
  const body = printSelection(operation === 'query' ? 'Query' : 'Mutation', selection)
  return { query: `${operation} ${name}${declared.length === 0 ? '' : `(${declared.join(', ')})`} ${body}`, variables }
}
