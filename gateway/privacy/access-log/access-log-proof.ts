import type pg from 'pg'
import { withClient } from '../../../prisma/database/open-client.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import type { Proof, ProofDatabase } from '../proof.ts'
import { atLeast } from '../at-least.ts'
import { killAfterReading } from './kill-after-reading.ts'
import { revealSome } from './reveal-some.ts'

/** Rows that the modules wrote about what they revealed, how many values these say, and how many stand in the chain. */
interface Logged {
  readonly rows: number
  readonly values: number
  readonly chained: number
}

/** Everything revealed is logged by the module that revealed it, and everything logged is chained, also when the process dies in between. */
export const accessLogProof: Proof = {
  name: 'access-log',
  claim: 'Rows in module logs = rows chained = values that were revealed, after a kill -9',
  async run(ground, { isLong, seed }) {
    const database = await ground.copy()
    try {
      const before = await logged(database)
      const revealed = await revealSome(database, { seed, times: isLong ? 30 : 3 })
      await payAnew(database)
      const killed = await killAfterReading(database, { seed: seed + 1, times: isLong ? 30 : 3 })
      await chainTheRest(database)
      const after = await logged(database)
      const [rows, values, chained] = [after.rows - before.rows, after.values - before.values, after.chained - before.chained]
      const shown = revealed + killed
      return {
        figures: [['values revealed to people, counted in their answers', shown], ['of them before a kill -9', killed], ['values in the logs of modules', values], ['rows in the logs of modules', rows], ['rows chained', chained]],
        faults: [
          ...atLeast(isLong ? 30 : 1, revealed, 'values revealed'), ...atLeast(isLong ? 30 : 1, killed, 'values revealed before the kill'),
          ...(values === shown ? [] : [`${shown} values were revealed and ${values} logged`]),
          ...(rows === chained ? [] : [`${rows} rows were written and ${chained} chained`]),
        ],
      }
    } finally {
      await database.drop()
    }
  },
}

/** Both read as the same person, who may see a hundred people an hour. */
async function payAnew({ superuserUrl }: ProofDatabase): Promise<void> {
  await withClient(superuserUrl, async (database) => void await database.query('delete from gateway.budgets'))
}

const EVENT = 'access.revealed'

async function logged({ superuserUrl }: ProofDatabase): Promise<Logged> {
  return withClient(superuserUrl, async (database) => {
    let [rows, values] = [0, 0]
    for (const table of await logTables(database)) {
      const { rows: [found] } = await database.query<{ rows: number; values: number }>(`select count(*)::integer as rows, coalesce(sum((details->>'count')::integer), 0)::integer as values from ${table} where event_type = '${EVENT}'`)
      rows += found?.rows ?? 0
      values += found?.values ?? 0
    }
    const { rows: [chain] } = await database.query<{ chained: number }>(`select count(*)::integer as chained from audit.audit_logs where event_type = '${EVENT}'`)
    return { rows, values, chained: chain?.chained ?? 0 }
  })
}

async function logTables(database: pg.Client): Promise<readonly string[]> {
  const { rows } = await database.query<{ name: string }>(`select schemaname || '.audit_log' as name from pg_tables where tablename = 'audit_log' and schemaname = any ($1)`, [modules.map(({ schema }) => schema)])
  return rows.map(({ name }) => name)
}

/** A new start finds what the dead one left; what that one was just delivering it holds for a minute more, which nobody waits for here. */
async function chainTheRest({ connectionFor, superuserUrl }: ProofDatabase): Promise<void> {
  await withClient(superuserUrl, async (database) => {
    for (const { schema } of modules) await database.query(`update ${schema}.outbox set locked_until = now() - interval '1 second' where status = 'IN_FLIGHT'`)
  })
  const world = await openWorld({ connectionFor })
  await world.flush()
  await world.stop()
}
