import { introspect } from '../../e2e/harness/introspect.ts'
import { isRecord } from '../../../schema/is-record.ts'
import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import { randomFrom } from '../../fixture/random-operation.ts'
import type { Person } from '../person.ts'
import type { ProofDatabase } from '../proof.ts'
import type { Node } from './operation.ts'
import { catalogOperations } from './catalog-operations.ts'
import { printOperation, redrawn } from './operation.ts'
import { randomTwinOperation } from './random-twin-operation.ts'
import { readMakings } from './read-makings.ts'
import { isSame, openTwins, printTest, shrink } from './twin-worlds.ts'
import type { Pair, TwinWorlds } from './twin-worlds.ts'

export interface TwinRun {
  readonly first: ProofDatabase
  readonly second: ProofDatabase
  readonly person: Person
  readonly seed: number
  /** Ends after so long, but not before as many operations as `fewest`. */
  readonly withinMs: number
  readonly fewest: number
  readonly most: number
  /** Chance of a condition on a list. */
  readonly filtering?: number
  /** Chance of figures in place of a list. */
  readonly figures?: number
}

export interface TwinResult {
  operations: number
  /** Figures among them, with at least one row. */
  figures: number
  /** Facts that the catalog told. */
  catalog: number
  nonEmpty: number
  refused: number
  leaves: number
  readonly faults: string[]
  /** Times in both worlds, by the kind of the operation. */
  readonly times: Map<string, { readonly first: number[]; readonly second: number[] }>
}

const FEW_FAULTS = 5
/** Planning costs more than answering: every form is asked with several values. */
const TIMES = 5
const FILTERING = 0.3
const FIGURES = 0.25

/** Sends operations made by chance to both worlds and compares the bytes. */
export async function runTwins({ first, second, person, seed, withinMs, fewest, most, filtering = FILTERING, figures = FIGURES }: TwinRun): Promise<TwinResult> {
  const worlds = await openTwins(first, second)
  const result: TwinResult = { operations: 0, figures: 0, catalog: 0, nonEmpty: 0, refused: 0, leaves: 0, faults: [], times: new Map() }
  try {
    const makings = { ...await readMakings({ schema: await introspect(worlds.first), random: randomFrom(seed), first, second, person }), filtering, figures }
    for (const fields of catalogOperations(makings.schema)) result.catalog += leavesIn((await compare(worlds, fields, { person, seed, result })).answers[0].data)
    const until = performance.now() + withinMs
    while ((performance.now() < until || result.operations < fewest) && result.operations < most && result.faults.length < FEW_FAULTS) {
      const fields = randomTwinOperation(makings)
      if (fields.length === 0) continue
      for (let time = 0, form = fields; time < TIMES && result.faults.length < FEW_FAULTS; time++, form = redrawn(fields)) {
        const pair = await compare(worlds, form, { person, seed, result })
        const next = nextPage(form, pair)
        if (next !== undefined && makings.random() < 0.3) await compare(worlds, next, { person, seed, result })
      }
    }
    return result
  } finally {
    await worlds.stop()
  }
}

async function compare(worlds: TwinWorlds, fields: readonly Node[], { person, seed, result }: { readonly person: Person; readonly seed: number; readonly result: TwinResult }): Promise<Pair> {
  const pair = await worlds.ask(fields, person)
  const { answers: [answer], ms } = pair
  const leaves = leavesIn(answer.data)
  result.operations++
  result.leaves += leaves
  result.nonEmpty += Number(leaves > 0)
  result.figures += Number(hasFigures(answer.data))
  result.refused += Number(answer.codes.length > 0 && leaves === 0)
  const times = result.times.get(kindOf(fields)) ?? { first: [], second: [] }
  result.times.set(kindOf(fields), times)
  times.first.push(ms[0])
  times.second.push(ms[1])
  // a fault of ours is looked into once, in one world
  if (answer.codes.includes('INTERNAL_SERVER_ERROR')) result.faults.push(`INTERNAL_SERVER_ERROR as ${person.label}: ${JSON.stringify(printOperation(fields))} ${JSON.stringify(worlds.first.faults().slice(-1).map(String))}`)
  if (isSame(pair)) return pair
  const smallest = await shrink(worlds, fields, person)
  result.faults.push(await printTest(worlds, smallest, { person, seed }))
  return pair
}

/** The same list from where the answer ended. */
function nextPage(fields: readonly Node[], { answers: [{ data }] }: Pair): readonly Node[] | undefined {
  const next = fields.map((node) => {
    const cursor = atPath(data, node.alias ?? node.name, 'pageInfo', 'endCursor')
    return typeof cursor === 'string' && 'first' in node.args ? { ...node, args: { ...node.args, after: cursor }, types: { ...node.types, after: 'String' } } : node
  })
  return next.some((node, place) => node !== fields[place]) ? next : undefined
}

/** Operations of a kind do about the same work. */
function kindOf(fields: readonly Node[]): string {
  const isDeep = (node: Node): boolean => node.fields.some(({ fields: below }) => below.some((each) => each.fields.length > 0))
  if (fields.some(({ name }) => name === 'metrics')) return 'figures'
  if (fields.some(({ args }) => 'id' in args)) return 'by id'
  if (fields.some(({ args }) => 'filter' in args)) return 'filtered'
  return fields.some(isDeep) ? 'nested' : 'list'
}

function hasFigures(data: unknown): boolean {
  const roots = isRecord(data) ? Object.values(data).filter(isRecord) : []
  return roots.flatMap((root) => Object.values(root)).some((figure) => atPath(listAt(figure, 'rows')[0], 'suppressed') !== undefined)
}

function leavesIn(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, each) => sum + leavesIn(each), 0)
  if (!isRecord(data)) return Number(data !== null && data !== undefined)
  return Object.values(data).reduce<number>((sum, each) => sum + leavesIn(each), 0)
}
