import { z } from 'zod'
import type { ConnectionFor } from '../../prisma/database/connection.ts'
import { openPool } from '../../prisma/database/open-pool.ts'
import type { Identified } from '../authenticate/identified.ts'
import { refuse } from '../refusal.ts'
import { stampsStatement } from './caller-statements.ts'
import { credentialUse } from './credential-use.ts'
import type { Holder } from './holder.ts'
import { nextTurn } from './next-turn.ts'
import { readCaller, stampOf } from './read-caller.ts'
import type { KnownCaller, RunStatement } from './read-caller.ts'

/** Who may do what, as the database has it at the moment of the question. */
export interface Rights {
  /** Undefined: nobody, or nobody any more, or of another brand. Throws RIGHTS_UNAVAILABLE where the database cannot be asked. */
  holderOf(who: Identified): Promise<Holder | undefined>
  /** Leaves behind that a credential was used, off the path of the request and at most once a minute; call it once everything else about it was right. */
  used(holder: Holder, who: Identified, address?: string): void
  close(): Promise<void>
}

/** Where rights are read. */
export interface RightsOptions {
  readonly connectionFor: ConnectionFor
  /** The version under which hashes of credentials are kept now; without it none is renewed. */
  readonly hashKeyVersion?: number
  onFault?(cause: unknown): void
}

const CONNECTIONS = 3
const ANSWER_WITHIN_MS = 3_000
const REMEMBERED = 10_000
const MOST_AT_ONCE = 500
/** What no stamp tells of, as a clock that stands differently, is read anew after this time. */
const KEPT_MS = 60_000

interface Remembered extends KnownCaller {
  readonly until: number
  /** Of the holder, to tell a change that changes nothing. */
  readonly text: string
}

const stampRow = z.object({ account: z.string().nullable(), places: z.string().nullable() })

/** The same words for the same bearer: an object a token where the authenticator remembers it. */
const keys = new WeakMap<Identified, string>()
const keyOf = (who: Identified): string => {
  const known = keys.get(who)
  if (known !== undefined) return known
  const { exp: _exp, ...rest } = 'exp' in who ? who : { ...who, exp: 0 }
  const key = JSON.stringify(rest)
  keys.set(who, key)
  return key
}

const untilOf = ({ holder: { expiresAt = Infinity } }: KnownCaller): number => Math.min(Date.now() + KEPT_MS, expiresAt)

/** The functions behind a check are planned once a connection and not once a question: the plan is by index whatever is asked for, and planning costs thrice as much as the look-up. */
const planningOnce = (connectionString: string): string => {
  const url = new URL(connectionString)
  url.searchParams.set('options', [url.searchParams.get('options'), '-c plan_cache_mode=force_generic_plan'].filter(one => one !== null).join(' '))
  return url.href
}

/** Opens the reading of rights, by the login `vg_gateway`. A right that is remembered is used only after the database said that nothing has changed. */
export const openRights = ({ connectionFor, hashKeyVersion, onFault }: RightsOptions): Rights => {
  const pool = openPool({
    connectionString: planningOnce(connectionFor('vg_gateway')), max: CONNECTIONS, applicationName: 'veilgraph rights',
    statementTimeoutMs: ANSWER_WITHIN_MS,
  })
  const run: RunStatement = async ({ name, text, values }) => (await pool.query({ name, text, values: [...values] })).rows
  const remembered = new Map<string, Remembered>()

  const keep = (key: string, known: KnownCaller): Holder => {
    const before = remembered.get(key)
    const text = JSON.stringify(known.holder)
    // the same object for the same rights, although something in the organization has changed
    const holder = before?.text === text ? before.holder : known.holder
    remembered.delete(key)
    const [oldest] = remembered.keys()
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    remembered.set(key, { ...known, holder, text, until: untilOf(known) })
    return holder
  }

  const read = async (key: string, who: Identified): Promise<Holder | undefined> => {
    const known = await readCaller(run, who)
    if (known) return keep(key, known)
    remembered.delete(key)
    return undefined
  }

  const check = nextTurn<Remembered, boolean>(async asked => {
    const rows = await run(stampsStatement(asked.flatMap(({ checked }) => checked)))
    const stamps = rows.map(row => stampRow.parse(row)).map(({ account, places }) => stampOf(account, places))
    let place = 0
    return asked.map(({ stamps: known }) => known.every(stamp => stamps[place++] === stamp))
  }, MOST_AT_ONCE)

  const find = async (who: Identified): Promise<Holder | undefined> => {
    const key = keyOf(who)
    const known = remembered.get(key)
    const isSame = known !== undefined && await check(known)
    return isSame && Date.now() < known.until ? known.holder : read(key, who)
  }

  const use = credentialUse({ run, hashKeyVersion, onFault })
  return {
    async holderOf(who) {
      try {
        return await find(who)
      } catch (cause) {
        onFault?.(cause)
        throw refuse('RIGHTS_UNAVAILABLE')
      }
    },
    used: use.used,
    async close() {
      await use.idle()
      await pool.end()
    },
  }
}
