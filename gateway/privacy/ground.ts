import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { createConnectionFor } from '../../prisma/database/connection.ts'
import { withClient } from '../../prisma/database/open-client.ts'
import { withDatabase } from '../../prisma/database/with-database.ts'
import type { ProofDatabase, ProofGround } from './proof.ts'

export interface GroundOptions {
  /** Login of the superuser of the embedded cluster, in any database of it. */
  readonly superuserUrl: string
  /** The seeded database that nobody connects to. */
  readonly pristine: string
}

const LOCK = 72_707_373

/** Copies of the seeded database, made by Postgres from its files. */
export function openGround({ superuserUrl, pristine }: GroundOptions): ProofGround {
  const maintenance = withDatabase(superuserUrl, 'postgres')
  const copy = async (template: string): Promise<ProofDatabase> => {
    const name = scratchName()
    await withClient(maintenance, (client) => createFrom(client, name, template))
    return describe(withDatabase(superuserUrl, name), maintenance)
  }
  return {
    copy: () => copy(pristine),
    async copyOf(key, fill) {
      const ready = `vg_ready_${pristine.split('_').at(-1)}_${createHash('sha256').update(key).digest('hex').slice(0, 12)}`
      await withClient(maintenance, async (client) => {
        await client.query('select pg_advisory_lock($1)', [LOCK])
        if (await exists(client, ready)) return
        const half = scratchName()
        await createFrom(client, half, pristine)
        await fill(describe(withDatabase(superuserUrl, half), maintenance))
        await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [half])
        await client.query(`alter database ${half} rename to ${ready}`)
      })
      return copy(ready)
    },
  }
}

/** Databases of this name are dropped by the tests an hour later, should their maker have been killed. */
function scratchName(): string {
  return `vg_scratch_${Math.floor(Date.now() / 1000)}_${randomUUID().slice(0, 8)}`
}

async function createFrom(client: pg.Client, name: string, template: string): Promise<void> {
  // the log of a copy of the files is short, and the copy is gone after a crash anyway
  await client.query(`create database ${name} template ${template} owner vg_owner strategy file_copy`)
  await client.query(`alter database ${name} set synchronous_commit = off`)
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  return rowCount === 1
}

/** A database that stands already, as a process sees it that was told its address. */
export function databaseAt(superuserUrl: string): ProofDatabase {
  return describe(superuserUrl, withDatabase(superuserUrl, 'postgres'))
}

function describe(superuserUrl: string, maintenance: string): ProofDatabase {
  const owner = new URL(superuserUrl)
  owner.username = 'vg_owner'
  return {
    connectionFor: createConnectionFor({ databaseUrl: owner.href, roleUrls: new Map(), trusted: true }),
    superuserUrl,
    drop: () => withClient(maintenance, async (client) => void await client.query(`drop database if exists ${new URL(superuserUrl).pathname.slice(1)} with (force)`)),
  }
}
