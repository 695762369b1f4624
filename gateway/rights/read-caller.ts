import { z } from 'zod'
import type { Identified } from '../authenticate/identified.ts'
import { callerStatement } from './caller-statements.ts'
import type { Checked, RightsStatement } from './caller-statements.ts'
import type { Holder } from './holder.ts'
import { keyHolder, personHolder } from './holder-of-rows.ts'
import type { PersonRows } from './holder-of-rows.ts'
import { accountShape, keyShape, organizationsShape } from './rights-rows.ts'

/** Runs one statement of the door's login. */
export type RunStatement = (statement: RightsStatement) => Promise<readonly unknown[]>

/** Somebody's rights, and by what it is told that they have changed. */
export interface KnownCaller {
  readonly holder: Holder
  /** One for each person: who acts, and in whose name. */
  readonly checked: readonly Checked[]
  readonly stamps: readonly string[]
}

const person = z.object({ who: accountShape, rights: organizationsShape })
const nobody = z.object({ who: z.null() })
const key = z.object({ who: keyShape })

/** What a check answers for somebody who is as they were. */
export const stampOf = (account: string | null, places: string | null): string => `${account ?? ''} ${places ?? ''}`

const checkedPerson = (brandId: string, via: string, { account: { accountId, personId, credential } }: PersonRows): Checked =>
  ({ brandId, accountId, personId, ...(credential && { kind: via, credentialId: credential.id }) })

const knownPersons = (who: Identified, rows: readonly unknown[], at: number): KnownCaller | undefined => {
  if (rows.some(row => nobody.safeParse(row).success)) return undefined
  const persons = rows.map((row): PersonRows => {
    const { who: account, rights } = person.parse(row)
    return { account, rights }
  })
  const [caller, partner] = persons
  if (caller === undefined) return undefined
  const ceiling = 'hashes' in who ? { brandId: who.brandId, scopes: [], purposes: [] } : who
  const partnerScopes = who.via === 'DEVELOPMENT' ? who.onBehalfOf?.scopes ?? [] : ceiling.scopes
  return {
    holder: personHolder(caller, ceiling, who.via, at, partner && { rows: partner, scopes: partnerScopes }),
    checked: persons.map(rowsOfOne => checkedPerson(who.brandId, who.via, rowsOfOne)),
    stamps: persons.map(({ account, rights }) => stampOf(account.stamp, rights.stamp)),
  }
}

const knownKey = (brandId: string, [row]: readonly unknown[], at: number): KnownCaller | undefined => {
  if (row === undefined || nobody.safeParse(row).success) return undefined
  const { who } = key.parse(row)
  const holder = keyHolder(who, brandId, at)
  return holder && { holder, checked: [{ brandId, keyId: who.id }], stamps: [stampOf(null, who.stamp)] }
}

/** Reads somebody's rights by one statement; undefined where there is nobody, or nobody any more. */
export const readCaller = async (run: RunStatement, who: Identified): Promise<KnownCaller | undefined> => {
  const at = Date.now()
  const rows = await run(callerStatement(who))
  return who.via === 'KEY' ? knownKey(who.brandId, rows, at) : knownPersons(who, rows, at)
}
