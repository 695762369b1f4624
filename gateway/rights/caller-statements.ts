import type { Identified } from '../authenticate/identified.ts'

/** A statement of the rights reader. */
export interface RightsStatement {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

// `offset 0` keeps the look-up from being done once for each column that it gives
const PERSONS = `
select found.who, organization.caller($1::uuid, (found.who ->> 'personId')::uuid) as rights
from unnest($2::uuid[], $3::text[], $4::text[]) with ordinality as asked (account, issuer, subject, place)
cross join lateral (select identity.caller($1::uuid, asked.account, asked.issuer, asked.subject, $5, $6::text[]) as who offset 0) as found
order by asked.place`

const KEY = 'select organization.key_caller($1::uuid, $2::text[]) as who'

interface Asked {
  readonly account?: string
  readonly issuer?: string
  readonly subject?: string
}

/** Whoever acts comes first, then the person in whose name it is done. */
const personsOf = (who: Identified): readonly Asked[] => {
  if (who.via === 'DEVELOPMENT') return [{ account: who.userId }, ...(who.onBehalfOf ? [{ account: who.onBehalfOf.userId }] : [])]
  if (who.via === 'OIDC') return [...(who.actor ? [who.actor] : []), { issuer: who.issuer, subject: who.subject }]
  return [{}]
}

/** Everything that is to be known of a caller: one statement, whoever it is. */
export const callerStatement = (who: Identified): RightsStatement => {
  if (who.via === 'KEY') return { name: 'gateway_key_caller', text: KEY, values: [who.brandId, who.hashes] }
  const persons = personsOf(who)
  const [kind, hashes] = 'hashes' in who ? [who.via, who.hashes] : [null, null]
  const column = (of: (asked: Asked) => string | undefined) => persons.map(asked => of(asked) ?? null)
  return {
    name: 'gateway_callers', text: PERSONS,
    values: [who.brandId, column(({ account }) => account), column(({ issuer }) => issuer), column(({ subject }) => subject), kind, hashes],
  }
}

/** A caller whose rights are known, as far as a check needs it; absent members do not apply. */
export interface Checked {
  readonly brandId: string
  readonly accountId?: string
  readonly kind?: string
  readonly credentialId?: string
  readonly personId?: string
  readonly keyId?: string
}

const STAMPS = `
select identity.caller_stamp(asked.brand, asked.account, asked.kind, asked.credential) as account,
  organization.caller_stamp(asked.brand, asked.person, asked.key) as places
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[]) with ordinality as asked (brand, account, kind, credential, person, key, place)
order by asked.place`

/** Whether anything has changed for any of them. */
export const stampsStatement = (callers: readonly Checked[]): RightsStatement => {
  const column = (of: (checked: Checked) => string | undefined) => callers.map(checked => of(checked) ?? null)
  return {
    name: 'gateway_caller_stamps', text: STAMPS,
    values: [
      column(({ brandId }) => brandId), column(({ accountId }) => accountId), column(({ kind }) => kind), column(({ credentialId }) => credentialId),
      column(({ personId }) => personId), column(({ keyId }) => keyId),
    ],
  }
}
