import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import { bytesOf, type Robot } from './robot.ts'

const LARGEST = 2 ** 27

/** Narrows a number by halves: the answer for an empty range is known, and one that differs from it tells that the number is inside. */
const bisection: Robot = {
  name: 'bisection', secret: 'AMOUNT',
  async run({ invoiceId }, { ask }) {
    const holds = async (from: number, to: number): Promise<string> => bytesOf(await ask('query Robot($f: InvoiceFilter) { invoices(first: 1, filter: $f) { totalCount nodes { id } } }', {
      f: { id: { eq: invoiceId }, invoiceTotalCents: { gte: from, lt: to } },
    }))
    const empty = await holds(LARGEST, LARGEST)
    let [from, to] = [0, LARGEST]
    if (await holds(from, to) === empty) return ''
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2)
      if (await holds(from, middle) !== empty) to = middle
      else from = middle
    }
    return String(from)
  },
}

/** Reads the row as the only one of a group. */
const group: Robot = {
  name: 'group', secret: 'AMOUNT',
  async run({ invoiceId }, { ask }) {
    const { data } = await ask('query Robot($f: InvoiceFilter) { metrics { totalRevenue(groupBy: [CURRENCY, ORG_ID], filter: $f) { rows { value } } } }', { f: { id: { eq: invoiceId } } })
    const value = atPath(listAt(data, 'metrics', 'totalRevenue', 'rows')[0], 'value')
    return typeof value === 'string' ? value : ''
  },
}

/** Takes two figures that differ by one row. */
const differencing: Robot = {
  name: 'differencing figures', secret: 'AMOUNT',
  async run({ invoiceId }, { ask }) {
    const total = async (filter: object): Promise<readonly [codes: string, total: number]> => {
      const { data, codes } = await ask('query Robot($f: InvoiceFilter) { metrics { totalRevenue(groupBy: [CURRENCY], filter: $f) { rows { value } } } }', { f: filter })
      return [codes.join(), listAt(data, 'metrics', 'totalRevenue', 'rows').reduce<number>((sum, row) => sum + Number(atPath(row, 'value') ?? 0), 0)]
    }
    const [[codes, all], [, without]] = [await total({ id: { isNull: false } }), await total({ id: { neq: invoiceId } })]
    return codes === '' && all !== without ? String(all - without) : ''
  },
}

/** Narrows a number by conditions on a figure: a group that stays in the answer has a value on this side. */
const having: Robot = {
  name: 'condition on a figure', secret: 'AMOUNT',
  async run({ invoiceId }, { ask }) {
    const isAtLeast = async (amount: number): Promise<boolean> => {
      const { data } = await ask('query Robot($f: InvoiceFilter, $h: MetricHavingInput) { metrics { totalRevenue(groupBy: [CURRENCY], filter: $f, having: $h) { rows { period } } } }', { f: { id: { eq: invoiceId } }, h: { gte: String(amount) } })
      return listAt(data, 'metrics', 'totalRevenue', 'rows').length > 0
    }
    let [from, to] = [0, LARGEST]
    if (!await isAtLeast(1) || await isAtLeast(LARGEST)) return ''
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2)
      if (await isAtLeast(middle)) from = middle
      else to = middle
    }
    return String(from)
  },
}

/** Never asks for a value, only for the one before it, in a range that the row is not in. */
const compared: Robot = {
  name: 'compared figures', secret: 'AMOUNT',
  async run({ invoiceId }, { ask }) {
    const { data } = await ask('query Robot($f: InvoiceFilter) { metrics { totalRevenue(grain: YEAR, groupBy: [CURRENCY], filter: $f, compareTo: PREVIOUS_YEAR, fill: true, range: { from: "2024-01-01T00:00:00Z", to: "2029-01-01T00:00:00Z" }) { rows { previous } } } }', { f: { id: { eq: invoiceId } } })
    const found = listAt(data, 'metrics', 'totalRevenue', 'rows').map((row) => atPath(row, 'previous')).find((value) => typeof value === 'string' && Number(value) !== 0)
    return typeof found === 'string' ? found : ''
  },
}

/** Takes the figures of all but one from those of all, where the difference is one row: sums of two sets of rows, each of many. */
const subsets: Robot = {
  name: 'figures of subsets', secret: 'AMOUNT',
  async run({ invoiceId, orgId }, { ask }) {
    const total = async (filter: object): Promise<number> => {
      const { data } = await ask('query Robot($f: InvoiceFilter) { metrics { totalRevenue(grain: YEAR, groupBy: [CURRENCY, ORG_ID, STATUS], filter: $f, orderBy: { field: VALUE, direction: DESC }, limit: 500) { rows { value } } } }', { f: filter })
      return listAt(data, 'metrics', 'totalRevenue', 'rows').reduce<number>((sum, row) => sum + Number(atPath(row, 'value') ?? 0), 0)
    }
    const [all, without] = [await total({ orgId: { eq: orgId } }), await total({ and: [{ orgId: { eq: orgId } }, { not: { id: { in: [invoiceId] } } }] })]
    return all === without ? '' : String(all - without)
  },
}

/** Reads a unique value by asking for it: a number that is given out once names its row. */
const uniqueness: Robot = {
  name: 'uniqueness', secret: 'INVOICE_NUMBER',
  async run({ invoiceId }, { ask }) {
    const { data } = await ask('query Robot($id: ID!) { invoice(id: $id) { invoiceNumber } }', { id: invoiceId })
    const number = atPath(data, 'invoice', 'invoiceNumber')
    if (typeof number === 'string') return number
    // a taken number would have to look like one that nobody has
    const probes = await Promise.all(['INV-000001', 'INV-999999'].map((text) => ask('query Robot($f: InvoiceFilter) { invoices(first: 1, filter: $f) { totalCount nodes { invoiceNumber } } }', { f: { id: { eq: invoiceId }, invoiceNumber: { neq: text } } })))
    return probes.map((answer) => atPath(listAt(answer.data, 'invoices', 'nodes')[0], 'invoiceNumber')).find((text) => typeof text === 'string') ?? ''
  },
}

/** Robots that are after a number. */
export const NUMBER_ROBOTS: readonly Robot[] = [bisection, group, differencing, having, compared, subsets, uniqueness]
