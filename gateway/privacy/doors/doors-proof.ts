import { withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { Proof, ProofDatabase } from '../proof.ts'
import * as doorChecks from './door-checks.ts'
import type { DoorCheck } from './door-checks.ts'
import * as emergencyChecks from './emergency-checks.ts'
import * as moduleChecks from './module-checks.ts'
import * as revealChecks from './reveal-checks.ts'
import * as traceChecks from './trace-checks.ts'

/** Checks by name, so that a proof can ask for one. */
export const DOOR_CHECKS: Readonly<Record<string, DoorCheck>> = { ...doorChecks, ...revealChecks, ...emergencyChecks, ...moduleChecks, ...traceChecks }

/** Runs checks over a database of their own; the faults name the check. */
export async function runDoorChecks(proofDatabase: ProofDatabase, names: readonly string[]): Promise<readonly string[]> {
  const world = await openWorld({ connectionFor: proofDatabase.connectionFor })
  try {
    return await withClient(proofDatabase.superuserUrl, async (database) => {
      const faults: string[] = []
      for (const name of names) faults.push(...(await DOOR_CHECKS[name]?.({ world, database, proofDatabase }) ?? [`there is no check ${name}`]).map((fault) => `${name}: ${fault}`))
      return faults
    })
  } finally {
    await world.stop()
  }
}

/** What each stage of a request has to see to, one by one. */
export const doorsProof: Proof = {
  name: 'doors',
  claim: 'Every stage of a request does what the others rely on',
  async run(ground) {
    const database = await ground.copy()
    try {
      const faults = await runDoorChecks(database, Object.keys(DOOR_CHECKS))
      return { figures: [['checks', Object.keys(DOOR_CHECKS).length]], faults }
    } finally {
      await database.drop()
    }
  },
}
