import { combinationFigures } from '../../../schema/policy/proof/combination-figures.ts'
import { matrixFigures } from '../../../schema/policy/proof/matrix-figures.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import { readCells } from '../canary/cells.ts'
import { canaryFinder } from '../canary/find-canaries.ts'
import { runCanary } from '../canary/run-canary.ts'
import type { CanaryRun } from '../canary/run-canary.ts'
import { chainProof } from '../chain/chain-proof.ts'
import { cubeProof } from '../cube/cube-proof.ts'
import { shownThoughFew } from '../cube/hidden-together.ts'
import { publishAgain } from '../cube/publish-again.ts'
import { envelopeProof } from '../envelope/envelope-proof.ts'
import { runDoorChecks } from '../doors/doors-proof.ts'
import { databaseAt } from '../ground.ts'
import { exportCanaries } from '../exports/export-canary.ts'
import { MANY } from '../exports/many.ts'
import { checkWithdrawn } from '../exports/withdrawn.ts'
import { printAnswer } from '../patched/run-patched.ts'
import { PEOPLE, personLabelled } from '../person.ts'
import { atLeast } from '../at-least.ts'
import { checkJoinedRows } from '../rows/joined-rows.ts'
import { runMatrix } from '../rows/matrix/run-matrix.ts'
import { findRows } from '../rows/rows-proof.ts'
import { compareFigures } from '../twins/compare-figures.ts'
import { runTwins } from '../twins/run-twins.ts'
import { PAYER, TWIN } from './twin.ts'

/** `probe.ts <probe> <canary database> <first twin> <second twin> <what the payer sees>`: one proof in small, as a program, so that it can run over patched sources. Prints its faults. */
const [probe = '', canaries = '', first = '', second = '', bills = ''] = process.argv.slice(2)

async function canary(labels: readonly string[], share: number, { only, furtherShare }: Pick<CanaryRun, 'only' | 'furtherShare'> = {}): Promise<readonly string[]> {
  const { connectionFor, superuserUrl } = databaseAt(canaries)
  const world = await openWorld({ connectionFor, isQuiet: true })
  const { faults, further } = await withClient(superuserUrl, async (database) => {
    const cells = await readCells(database)
    const people = PEOPLE.filter(({ label }) => labels.includes(label))
    return runCanary({ world, database, cells, find: canaryFinder(cells), people, seed: 11, share, furtherShare, withinMs: 30_000, only, tolerated: 'POLICY_DIVERGENCE' })
  })
  await world.stop()
  return [...faults, ...further.faults]
}

async function twins(filtering: number, figures = 0): Promise<readonly string[]> {
  const { faults } = await runTwins({ first: databaseAt(first), second: databaseAt(second), person: personLabelled(TWIN), seed: 5, withinMs: 30_000, fewest: 400, most: 400, filtering, figures })
  return faults
}

async function files(): Promise<readonly string[]> {
  const { connectionFor, superuserUrl } = databaseAt(canaries)
  const world = await openWorld({ connectionFor, isQuiet: true, isReal: true, exports: { pollMs: 10, limits: MANY } })
  const cells = await withClient(superuserUrl, readCells)
  const { faults } = await exportCanaries({ world, cells, find: canaryFinder(cells), people: [personLabelled('admin')], seed: 7, until: performance.now() + 30_000 })
  await world.stop()
  return faults
}

async function joined(): Promise<readonly string[]> {
  const { connectionFor, superuserUrl } = databaseAt(first)
  const world = await openWorld({ connectionFor, isQuiet: true })
  const { faults, checks } = await checkJoinedRows(world, superuserUrl, personLabelled('billing-admin'))
  await world.stop()
  return [...faults, ...atLeast(1, checks, 'dimensions of joined rows')]
}

/** Some holders of the matrix against everything, those who work in the name of others among them. */
async function matrixOfRows(): Promise<readonly string[]> {
  const { found } = await runMatrix(databaseAt(first), { seed: 3, each: 1, withinMs: 60_000, say: () => undefined, only: ({ inNameOf, label }) => inNameOf !== undefined || label === 'org.admin' })
  return found.faults
}

/** A whole proof over the database that is there already. */
async function proof(name: string): Promise<readonly string[]> {
  const there = async () => ({ ...databaseAt(first), drop: async () => undefined })
  const found = [envelopeProof, chainProof, cubeProof].find((candidate) => candidate.name === name)
  return (await found?.run({ copy: there, copyOf: there }, { seed: 1, seconds: 5, isLong: false, say: () => undefined }))?.faults ?? [`there is no proof ${name}`]
}

async function run(name: string): Promise<readonly string[]> {
  if (name.startsWith('doors:')) return runDoorChecks(databaseAt(first), [name.slice('doors:'.length)])
  if (name.startsWith('proof:')) return proof(name.slice('proof:'.length))
  switch (name) {
    case 'canary': return canary(['support', 'member', 'analyst'], 0.01)
    case 'selections': return canary(['support', 'member', 'analyst'], 0, { only: ({ kind }) => kind === 'SELECT' })
    case 'filters': return canary(['member', 'support', 'analyst'], 0.25, { only: ({ kind }) => kind === 'FIND' })
    case 'modules': return canary(['member', 'support', 'analyst'], 0, { only: () => false, furtherShare: 1 })
    case 'twins': return twins(0.3)
    case 'figures': return twins(0.3, 0.95)
    case 'bills': return compareFigures(databaseAt(first), databaseAt(bills), personLabelled(PAYER))
    case 'groups': return canary(['member', 'admin', 'support'], 0.3, { only: ({ kind }) => kind === 'GROUP' || kind === 'FIGURE' })
    case 'hiding': return shownThoughFew()
    case 'joined rows': return joined()
    case 'files': return files()
    case 'withdrawn files': return checkWithdrawn(databaseAt(first))
    case 'matrix of rows': return matrixOfRows()
    case 'twins, filtered': return twins(0.9)
    case 'cube':
      await publishAgain(databaseAt(first).superuserUrl)
      return proof('cube')
    case 'rows': return (await findRows(databaseAt(first), [personLabelled(TWIN)])).faults
    case 'matrix': return matrixFigures().faults
    case 'combinations': return combinationFigures({ isLong: false }).faults
    default: return [`there is no probe ${name}`]
  }
}

// a defence that is gone may break the program as well, and that is seen too;
// the first faults say enough, and a pipe takes no more at once
printAnswer((await run(probe).catch((failure: unknown) => [`broke off: ${failure instanceof Error ? failure.message : String(failure)}`])).slice(0, 10).map((fault) => fault.slice(0, 500)))
process.exit(0)
