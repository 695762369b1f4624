import { buildTestDatabase } from '../../prisma/database/build-test-database.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { seedDatabase } from '../../prisma/seed/seed.ts'
import { openGround } from './ground.ts'
import { hiveProof } from './hive/hive-proof.ts'
import { readOptions, USAGE } from './options.ts'
import type { PrivacyOptions } from './options.ts'
import type { Proof } from './proof.ts'
import { LONG_PROOFS, USUAL_PROOFS } from './proofs.ts'
import { report } from './report.ts'
import { runProofs } from './run-proofs.ts'

/** `npm run privacy`: proves what docs/sensitivity.md promises, and prints the figures. Ends with 1 where something does not hold. */

const SHORT_SECONDS = 20
/** Processes of another make take their time. */
const ROUTER_SECONDS = 120

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), Date.now())
  if (options.isHelp) return print(USAGE, 0)
  const proofs = chosen(options)
  const { dataFolder } = readSettings()
  const { port, name, pristine, release } = await buildTestDatabase({ dataFolder, seed: async (connectionFor) => void await seedDatabase({ connectionFor, scale: 1, log: () => undefined }) })
  const ground = openGround({ superuserUrl: `postgresql://postgres@127.0.0.1:${port}/${name}`, pristine })
  const isLong = options.minutes !== undefined
  const seconds = options.minutes === undefined ? (options.router === undefined ? SHORT_SECONDS : ROUTER_SECONDS) : options.minutes * 60 / proofs.length
  try {
    const results = await runProofs(proofs, ground, { seed: options.seed, seconds, isLong, defences: options.defences, say })
    return print(report(results, { seed: options.seed, isLong }), results.some(({ faults }) => faults.length > 0) ? 1 : 0)
  } finally {
    release()
  }
}

function chosen({ only, router, minutes }: PrivacyOptions): readonly Proof[] {
  if (router === 'hive') return [hiveProof]
  const unknown = only?.filter((name) => !LONG_PROOFS.some((proof) => proof.name === name)) ?? []
  if (unknown.length > 0) throw new Error(`There is no proof ${unknown.join(', ')}; there are ${LONG_PROOFS.map(({ name }) => name).join(', ')}.`)
  if (only !== undefined) return LONG_PROOFS.filter(({ name }) => only.includes(name))
  return minutes === undefined ? USUAL_PROOFS : LONG_PROOFS
}

function print(text: string, code: number): number {
  process.stdout.write(`${text}\n`)
  return code
}

process.exitCode = await main().catch((failure: unknown) => {
  process.stderr.write(`${failure instanceof Error ? failure.message : 'The proofs failed.'}\n`)
  return 1
})
