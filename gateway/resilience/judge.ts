import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { withClient } from '../../prisma/database/open-client.ts'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { environment } from '../../schema/settings/environment.ts'
import { TEST_KEYS } from '../e2e/harness/test-keys.ts'

/** What became of the commands. */
export interface Judgement {
  readonly acknowledged: number
  /** Acknowledged and not in the database. */
  readonly lostRows: number
  /** Acknowledged and not in the chain of audit records. */
  readonly lostRecords: number
  /** Done more than once. */
  readonly doubled: number
  /** Done though nobody was told so: allowed, and what the idempotency key is for. */
  readonly doneUntold: number
  readonly chain: string
}

const run = promisify(execFile)
const CHAINED_WITHIN_MS = 90_000

const count = (superuserUrl: string, text: string, values: readonly unknown[]): Promise<number> =>
  withClient(superuserUrl, async client => Number((await client.query(text, [...values])).rows[0]?.count))

const ROWS = 'select count(*) from (select name from identity.personal_access_tokens where name = any($1) group by name) found'
const TWICE = 'select count(*) from (select name from identity.personal_access_tokens where name like \'resilience %\' group by name having count(*) > 1) found'
const CHAINED = `select count(distinct t.id) from identity.personal_access_tokens t
join audit.audit_logs a on a.brand_id = t.brand_id and a.entity_id = t.id::text and a.details->>'command' = 'createPersonalAccessToken' where t.name = any($1)`

const verify = async (superuserUrl: string): Promise<string> => {
  const env = { ...environment(), ...TEST_KEYS, VEIL_MODE: 'distributed', DATABASE_URL: superuserUrl.replace('postgres@', 'vg_owner@'), DATABASE_ROLE_SECRET: 'the cluster of this test trusts loopback' }
  return run(process.execPath, ['--import', 'tsx', 'subgraphs/audit/verify-main.ts'], { cwd: projectFolder, env })
    .then(({ stdout }) => (/BROKEN/.test(stdout) ? 'BROKEN' : `ok, ${(stdout.match(/^ok/gm) ?? []).length} brands`), (failure: unknown) => `NOT CHECKED ${failure instanceof Error ? failure.message.slice(-300) : ''}`)
}

/** Compares what clients were told with what is there, once the records that are still under way have arrived. */
export const judge = async (superuserUrl: string, { acknowledged, unknown }: { readonly acknowledged: ReadonlySet<string>, readonly unknown: ReadonlySet<string> }): Promise<Judgement> => {
  const [told, untold] = [[...acknowledged], [...unknown]]
  const until = Date.now() + CHAINED_WITHIN_MS
  let chained = await count(superuserUrl, CHAINED, [told])
  while (chained < told.length && Date.now() < until) {
    await sleep(1_000)
    chained = await count(superuserUrl, CHAINED, [told])
  }
  return {
    acknowledged: told.length,
    lostRows: told.length - await count(superuserUrl, ROWS, [told]),
    lostRecords: told.length - chained,
    doubled: await count(superuserUrl, TWICE, []),
    doneUntold: await count(superuserUrl, ROWS, [untold]),
    chain: await verify(superuserUrl),
  }
}
