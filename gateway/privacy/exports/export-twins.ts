import type { World } from '../../e2e/harness/open-world.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import { exportClient, type SeenExport } from '../../e2e/exports/export-client.ts'
import { introspect } from '../../e2e/harness/introspect.ts'
import { randomFrom } from '../../fixture/random-operation.ts'
import type { Person } from '../person.ts'
import type { ProofDatabase } from '../proof.ts'
import type { Makings } from '../twins/makings.ts'
import { printOperation, type Node } from '../twins/operation.ts'
import { randomTwinOperation } from '../twins/random-twin-operation.ts'
import { readMakings } from '../twins/read-makings.ts'
import { MANY } from './many.ts'
import { FORMATS, type FileFormat } from './file-text.ts'

export interface ExportTwins {
  readonly first: ProofDatabase
  readonly second: ProofDatabase
  readonly person: Person
  readonly seed: number
  readonly withinMs: number
  readonly most: number
}

export interface ExportTwinsResult {
  files: number
  rows: number
  refused: number
  readonly faults: string[]
}

/** What one world makes of one request: what is said of it until it is ready, and the file. */
interface Made {
  readonly said: string
  readonly file: string
  readonly rows: number
  readonly isRefused: boolean
}

/** The same lists as files of both worlds, in every format: what is said of them and each byte. */
export async function exportTwins({ first, second, person, seed, withinMs, most }: ExportTwins): Promise<ExportTwinsResult> {
  const open = ({ connectionFor }: ProofDatabase): Promise<World> => openWorld({ connectionFor, isQuiet: true, isReal: true, exports: { pollMs: 10, partRows: 40, limits: MANY } })
  const worlds = [await open(first), await open(second)] as const
  const result: ExportTwinsResult = { files: 0, rows: 0, refused: 0, faults: [] }
  try {
    const makings: Makings = { ...await readMakings({ schema: await introspect(worlds[0]), random: randomFrom(seed), first, second, person }), filtering: 0.4, figures: 0 }
    const until = performance.now() + withinMs
    for (let turn = 0; performance.now() < until && turn < most && result.faults.length < 3; turn++) {
      const list = randomTwinOperation(makings).find(isList)
      if (list === undefined) continue
      const { query, variables } = printOperation([inFull(list)])
      const format = FORMATS[turn % FORMATS.length] ?? 'CSV'
      const [one, other] = [await make(worlds[0], person, { query, variables, format }), await make(worlds[1], person, { query, variables, format })]
      if (one.isRefused) result.refused++
      else result.files++
      result.rows += one.rows
      const where = `${format} of ${query} ${JSON.stringify(variables)} as ${person.label}, seed ${seed}`
      if (one.said !== other.said) result.faults.push(`what is said of a file differs: ${one.said.slice(0, 300)} and ${other.said.slice(0, 300)}: ${where}`)
      else if (one.file !== other.file) result.faults.push(`the bytes of a file differ: ${where}`)
    }
    return result
  } finally {
    await Promise.all(worlds.map((world) => world.stop()))
  }
}

async function make(world: World, person: Person, { query, variables, format }: { readonly query: string; readonly variables: object; readonly format: FileFormat }): Promise<Made> {
  const client = exportClient(world, { as: person, headers: { 'x-veil-purpose': person.purpose } })
  const answer = await client.create(query, { format, variables })
  const id = /"id":"([0-9a-f-]{36})"/.exec(answer.text)?.[1]
  if (answer.codes.length > 0 || id === undefined) return { said: answer.text, file: '', rows: 0, isRefused: true }
  const ended = await client.ended(id)
  const { status, headers, bytes } = await client.file(id)
  await client.cancel(id)
  const kinds = ['content-type', 'content-length', 'content-encoding', 'cache-control'].map((name) => headers.get(name))
  return { said: JSON.stringify([sayingOf(ended), status, kinds]), file: bytes.toString('base64'), rows: ended.rows, isRefused: false }
}

/** Everything but the id, which each world gives for itself. */
function sayingOf({ id, path, ...rest }: SeenExport): object {
  return { ...rest, path: path?.replace(id, '') }
}

function isList({ fields }: Node): boolean {
  return fields.some(({ name }) => name === 'nodes' || name === 'edges')
}

/** A file is of all pages. */
function inFull({ args, ...node }: Node): Node {
  return { ...node, alias: undefined, args: Object.fromEntries(Object.entries(args).filter(([name]) => !['first', 'last', 'after', 'before'].includes(name))) }
}
