import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { exampleClient } from './testing/example-client.ts'
import { typeFaults } from './testing/type-faults.ts'

const OPENING = `import { openGraph, rawOf, textOf, isGraphError } from './client.ts'
import type { Commands, Inputs, Masked, Row } from './client.ts'
export const graph = openGraph({ url: 'https://graph.example/graphql', token: () => 'token' })
export const write = (text: string): void => void text
export const run = <Name extends keyof Commands>(name: Name, input: Commands[Name]): void => void [name, input]
export const id: string = '019e5e5c-ca80-7002-8000-0000000001d5'
export declare const address: Masked<string>
export type Ticket = Row<'SupportTicket', { id: true, subject: true }>
export type Filter = Inputs['SupportTicketFilter']
export const used = [rawOf, textOf, isGraphError]
`

/** What compiles. */
const RIGHT = `
const { supportTickets } = await graph.query({
  supportTickets: {
    $: { first: 10, filter: { status: { in: ['OPEN'] }, or: [{ priority: { eq: 'HIGH' } }] }, orderBy: [{ field: 'CREATED_AT', direction: 'DESC' }] },
    nodes: { __typename: true, id: true, ticketNumber: true, subject: true, priority: true, user: { email: true } }, pageInfo: { endCursor: true },
  },
})
export const first = supportTickets?.nodes[0]
if (first) {
  write(first.id)
  const priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT' = first.priority
  const type: 'SupportTicket' = first.__typename
  const perhaps: string | undefined = rawOf(first.subject)
  write([priority, type, perhaps, textOf(first.subject)].join())
  if (first.subject.is === 'RAW') write(first.subject.value)
}
const two = await graph.query({ 'mine:supportTicket': { $: { id }, subject: { $reveal: { reason: 'Answers the ticket by mail', purpose: 'SUPPORT', ticket: id } } }, 'other:supportTicket': { $: { id }, id: true } })
write(two.other?.id ?? textOf(two.mine?.subject ?? address))
const { invoices } = await graph.query({ invoices: { nodes: { invoiceTotalMoney: { formatted: { $: { locale: 'de' } } } } } })
write(invoices?.nodes[0]?.invoiceTotalMoney.formatted ?? '')
const filter: Filter = { status: { eq: 'OPEN' } }
await graph.query({ supportTickets: { $: { filter }, nodes: { id: true } } })
const done = await graph.mutate({ revokeAllSessions: { $: { input: { userId: id } }, userErrors: { code: true } } })
write(done.revokeAllSessions.userErrors[0]?.code ?? '')
run('revokeAllSessions', { userId: id })
const { rows } = await graph.metric('totalRevenue', { grain: 'MONTH', groupBy: ['CURRENCY'] })
for (const { group, value } of rows) if (value.is === 'FIGURE') write(group.CURRENCY + value.value)
export const asked = (cause: unknown): string => (isGraphError(cause, 'PII_FILTER_REFUSED') ? cause.facts.coordinate ?? '' : '')
`

/** What must not compile, each alone. */
const WRONG: Readonly<Record<string, string>> = {
  'a protected value as a text': 'const { supportTicket } = await graph.query({ supportTicket: { $: { id }, subject: true } }); write(supportTicket?.subject ?? "")',
  'a protected value as a text, before it is known to be raw': 'export const t = (ticket: Ticket): string => ticket.subject.is === "MASK" ? ticket.subject.value : ""',
  'a mask written back to a command': 'await graph.mutate({ revokeAllSessions: { $: { input: { userId: address } }, userErrors: { code: true } } })',
  'a mask written back by the name of a command': 'run("revokeAllSessions", { userId: address })',
  'a mask in a filter': 'await graph.query({ supportTickets: { $: { filter: { category: { eq: address } } }, nodes: { id: true } } })',
  'a mask joined to a text': 'write("" + address.shown)',
  'a field that was not selected': 'const { supportTicket } = await graph.query({ supportTicket: { $: { id }, id: true } }); write(supportTicket?.createdAt ?? "")',
  'a field that the schema does not have': 'await graph.query({ supportTickets: { nodes: { id: true, colour: true } } })',
  'a list that the schema does not have': 'await graph.query({ colours: { nodes: { id: true } } })',
  'an alias of a field that the schema does not have': 'await graph.query({ supportTicket: { $: { id }, "own:colour": true } })',
  'an object without its fields': 'await graph.query({ supportTickets: true })',
  'fields of a value': 'await graph.query({ supportTicket: { $: { id }, priority: { id: true } } })',
  'no argument where one is needed': 'await graph.query({ supportTicket: { id: true } })',
  'an argument that the field does not take': 'await graph.query({ supportTickets: { $: { limit: 3 }, nodes: { id: true } } })',
  'a filter that the list does not have': 'await graph.query({ supportTickets: { $: { filter: { colour: { eq: "red" } } }, nodes: { id: true } } })',
  'a comparison that the column does not have': 'await graph.query({ supportTickets: { $: { filter: { status: { contains: "OP" } } }, nodes: { id: true } } })',
  'a word that the enumeration does not have': 'await graph.query({ supportTickets: { $: { filter: { status: { eq: "OPENED" } } }, nodes: { id: true } } })',
  'an order by what cannot be ordered by': 'await graph.query({ supportTickets: { $: { orderBy: [{ field: "SUBJECT", direction: "ASC" }] }, nodes: { id: true } } })',
  'a reveal of what is public': 'await graph.query({ supportTicket: { $: { id }, ticketNumber: { $reveal: { reason: "Answers the ticket" } } } })',
  'a reveal without a reason': 'await graph.query({ supportTicket: { $: { id }, subject: { $reveal: { purpose: "SUPPORT" } } } })',
  'a metric that the schema does not have': 'await graph.metric("totalColours", { grain: "MONTH" })',
  'a dimension that the metric does not have': 'await graph.metric("totalRevenue", { grain: "MONTH", groupBy: ["COLOUR"] })',
  'a dimension that was not grouped by': 'const { rows } = await graph.metric("totalRevenue", { grain: "MONTH", groupBy: ["CURRENCY"] }); write(rows[0]?.group.STATUS ?? "")',
  'a figure as a number, before it is known to be shown': 'const { rows } = await graph.metric("totalRevenue", { grain: "MONTH", groupBy: ["CURRENCY"] }); write(rows[0]?.value.value ?? "")',
  'a code that the graph does not have': 'export const asked = (cause: unknown): boolean => isGraphError(cause, "COLOUR_REFUSED")',
}

const nameOf = (index: number): string => `wrong-${index}.ts`

const CONSOLE = 'gateway/clients/react-admin/console'

let faults: ReadonlyMap<string, readonly string[]>
let client: string

beforeAll(async () => {
  client = await exampleClient({ variants: ['staff'], only: ['SupportTicket', 'User', 'Invoice'] })
  const example = async (name: string) => [name, await readFile(new URL(`example/${name}`, import.meta.url), 'utf8')] as const
  const files = (await readdir(join(projectFolder, CONSOLE))).filter(name => /\.tsx?$/.test(name)).map(name => `${CONSOLE}/${name}`)
  const texts = new Map([
    ['client.ts', client], ['whole.ts', await exampleClient({ variants: [] })],
    await example('main.ts'), await example('waiting-customers.ts'),
    ['right.ts', OPENING + RIGHT],
    ...Object.values(WRONG).map((text, index) => [nameOf(index), OPENING + text] as const),
  ])
  faults = typeFaults({ texts, files })
})

it('the console keeps to its types, which are those of a browser', () => {
  const ofConsole = [...faults].filter(([name]) => name.startsWith(CONSOLE))
  expect(ofConsole.length).toBeGreaterThan(20)
  expect(ofConsole.filter(([, found]) => found.length > 0)).toEqual([])
})

describe('a generated client', () => {
  it('compiles, that of the whole graph too, and so does what is right', () => {
    expect(['client.ts', 'whole.ts', 'main.ts', 'waiting-customers.ts', 'right.ts'].map(name => faults.get(name))).toEqual([[], [], [], [], []])
  })

  it.each(Object.keys(WRONG).map((name, index) => [name, nameOf(index)] as const))('does not compile %s', (_name, file) => {
    const lines = (faults.get(file) ?? []).map(fault => Number(fault.split(':')[0]))
    expect(lines.length).toBeGreaterThan(0)
    // the fault is in the line itself, not in what stands before it
    expect(lines.every(line => line > OPENING.split('\n').length - 1)).toBe(true)
  })

  it('imports nothing', () => {
    expect(client).not.toMatch(/^import |require\(/m)
  })
})
