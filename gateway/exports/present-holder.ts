import type { IdentifiedInDevelopment } from '../authenticate/identified.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Holder } from '../rights/holder.ts'
import { keyHolder, personHolder } from '../rights/holder-of-rows.ts'
import { readCaller } from '../rights/read-caller.ts'
import type { RunStatement } from '../rights/read-caller.ts'
import { accountShape, keyShape, organizationsShape } from '../rights/rights-rows.ts'
import { z } from 'zod'

const CREDENTIAL = `
select found.who, organization.caller($1::uuid, (found.who ->> 'personId')::uuid) as rights
from (select identity.credential_caller($1::uuid, $2::text, $3::uuid) as who) as found`

const KEY = 'select organization.key_holder($1::uuid, $2::uuid) as who'

const personRow = z.object({ who: accountShape, rights: organizationsShape })
const keyRow = z.object({ who: keyShape })

type Requester = Pick<Principal, 'kind' | 'brandId' | 'userId' | 'credentialId' | 'sessionId' | 'scopes' | 'purposes'>

const byCredential = async (run: RunStatement, { brandId, sessionId, credentialId }: Requester): Promise<Holder | undefined> => {
  const via = sessionId === undefined ? 'TOKEN' : 'SESSION'
  const [row] = await run({ name: 'gateway_credential_caller', text: CREDENTIAL, values: [brandId, via, sessionId ?? credentialId] })
  const { success, data } = personRow.safeParse(row)
  return success ? personHolder({ account: data.who, rights: data.rights }, { brandId, scopes: [], purposes: [] }, via, Date.now()) : undefined
}

const byKey = async (run: RunStatement, { brandId, credentialId }: Requester): Promise<Holder | undefined> => {
  const [row] = await run({ name: 'gateway_key_holder', text: KEY, values: [brandId, credentialId] })
  const { success, data } = keyRow.safeParse(row)
  return success ? keyHolder(data.who, brandId, Date.now()) : undefined
}

/**
 * What somebody holds now who asked for something earlier: by the token, session or key with which they asked, which must still hold; where an identity
 * provider vouched for them, by their account, under the ceiling of then. Undefined: nobody any more.
 */
export const presentHolder = async (run: RunStatement, requester: Requester): Promise<Holder | undefined> => {
  const { kind, brandId, userId, credentialId, sessionId, scopes, purposes } = requester
  if (kind === 'SERVICE_ACCOUNT') return byKey(run, requester)
  if (credentialId !== undefined || sessionId !== undefined) return byCredential(run, requester)
  if (userId === undefined) return undefined
  const account: IdentifiedInDevelopment = { via: 'DEVELOPMENT', brandId, userId, scopes, purposes, exp: 0 }
  return (await readCaller(run, account))?.holder
}
