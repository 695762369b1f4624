import type { Column } from '../../../schema/model.ts'
import { coreOf } from './canary-core.ts'

/** How the canary of a column is written, so that the column's rules take it and its mask has something to mask. */
export type Form = 'CORE' | 'EMAIL' | 'PHONE' | 'TEXT' | 'JSON' | 'IP' | 'DIGITS' | 'NUMBER' | 'TIME' | 'HASH' | 'ARGON'

/** The first number, day and digits of the canaries that are no text; nothing in the demo data is near them. */
export const FIRST_NUMBER = 700_000_000
export const FIRST_TIME_S = Date.UTC(2190, 0, 1) / 1000
export const PHONE_START = '+49777'

export function formOf({ pgType, field, label }: Column): Form {
  if (label.public) throw new Error(`${field} is public.`)
  if (pgType === 'jsonb') return 'JSON'
  if (pgType === 'inet') return 'IP'
  if (pgType === 'integer' || pgType === 'bigint') return 'NUMBER'
  if (pgType === 'timestamptz') return 'TIME'
  if (label.category === 'CREDENTIAL') return field === 'passwordHash' ? 'ARGON' : field === 'providerClientSecret' ? 'CORE' : 'HASH'
  if (label.mask === 'EMAIL') return 'EMAIL'
  if (label.mask === 'PHONE') return 'PHONE'
  if (label.mask === 'LAST4') return 'DIGITS'
  return label.mask === 'TEXT' ? 'TEXT' : 'CORE'
}

/** The value as an expression of Postgres over the number of a cell, and how it looks in an answer. */
export function canarySql(form: Form, cell: string): string {
  const core = `pg_temp.core(${cell})`
  switch (form) {
    case 'CORE': return core
    case 'EMAIL': return `${core} || '@canary.example.org'`
    case 'PHONE': return `'${PHONE_START}' || lpad((${cell})::text, 9, '0')`
    case 'TEXT': return `'Please call ' || ${core} || ' back soon'`
    case 'JSON': return `jsonb_build_object('email', ${core} || '@canary.example.org', 'deep', jsonb_build_object('list', jsonb_build_array(${core}, 7), 'status', ${core}), ${core}, true)`
    case 'IP': return `('10.' || ((${cell}) / 65536) || '.' || ((${cell}) / 256 % 256) || '.' || ((${cell}) % 256))::inet`
    case 'DIGITS': return `lpad((${cell} % 10000)::text, 4, '0')`
    case 'NUMBER': return `${FIRST_NUMBER} + (${cell})::integer`
    case 'TIME': return `to_timestamp(${FIRST_TIME_S} + ${cell})`
    case 'HASH': return `encode(sha256(${core}::bytea), 'hex')`
    case 'ARGON': return `'$argon2id$v=19$m=19456,t=2,p=1$' || ${core} || '$' || ${core}`
  }
}

/** The value as a client writes it; undefined where no filter takes one. */
export function canaryInput(form: Form, index: number): string | number | undefined {
  const core = coreOf(index)
  switch (form) {
    case 'CORE': return core
    case 'EMAIL': return `${core}@canary.example.org`
    case 'PHONE': return `${PHONE_START}${String(index).padStart(9, '0')}`
    case 'TEXT': return `Please call ${core} back soon`
    case 'IP': return `10.${Math.floor(index / 65_536)}.${Math.floor(index / 256) % 256}.${index % 256}`
    case 'DIGITS': return String(index % 10_000).padStart(4, '0')
    case 'NUMBER': return FIRST_NUMBER + index
    case 'TIME': return new Date((FIRST_TIME_S + index) * 1000).toISOString()
    case 'JSON': case 'HASH': case 'ARGON': return undefined
  }
}
