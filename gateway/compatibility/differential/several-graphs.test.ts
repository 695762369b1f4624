import { afterEach, expect, it } from 'vitest'
import { printFigure } from '../../../prisma/database/walls/print-figure.ts'
import { randomOperation } from '../../fixture/random-operation.ts'
import { differencesOf } from './differences-of.ts'
import { randomGraph } from './random-graph.ts'
import { openTwoGateways } from './two-gateways.ts'
import type { TwoGateways } from './two-gateways.ts'

/** Graphs of other shapes than the shop's, made from a seed: two to four subgraphs each. */

const GRAPHS = [1, 2, 3]
const OPERATIONS = 40

let gateways: TwoGateways | undefined
afterEach(() => gateways?.stop())

it.each(GRAPHS)('answers operations over graph %i as @apollo/gateway does', async (seed) => {
  gateways = await openTwoGateways(randomGraph(seed))
  const failing = Object.values(gateways.schema.getTypeMap()).flatMap((type) => ('getFields' in type ? Object.keys(type.getFields()) : [])).filter((name) => name.startsWith('failing'))
  const [wrong, known]: [string[], Map<string, number>] = [[], new Map()]
  for (let n = 1; n <= OPERATIONS; n++) {
    const { query, variables } = randomOperation(gateways.schema, seed * 1_000 + n, { depth: 4, failing: n % 2 === 0 ? failing : [] })
    const body = { variables, query: query.replace(') {', ') { a: __typename @include(if: $a) b: __typename @include(if: $b) c: __typename @include(if: $c)') }
    const [own, plain] = await gateways.ask({ body })
    const differences = differencesOf(own, plain)
    for (const name of differences.known) known.set(name, (known.get(name) ?? 0) + 1)
    wrong.push(...differences.unknown.map((difference) => `${n}: ${JSON.stringify(body).slice(0, 900)}: ${difference.slice(0, 900)}`))
  }
  printFigure(`graph ${seed} beside plain @apollo/gateway: ${OPERATIONS} operations, ${wrong.length} differ unlisted; listed: ${[...known].map(([name, times]) => `${name} ${times}`).join(', ') || 'none'}`)
  expect(wrong.slice(0, 3)).toEqual([])
}, 60_000)
