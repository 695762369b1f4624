import type { Guard } from './guard.ts'
import { fitName } from './guard.ts'
import { grantGuard } from './guard-grants.ts'
import { openPolicy } from './guard-row-security.ts'
import type { GuardedTable } from './guarded-table.ts'

const RELAY = 'vg_relay'

/** Rules of the tables that every module has; they are the same everywhere, so they stand here and not in a migration of each module. */
const RULES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  outbox: {
    destination: "destination IN ('events', 'audit')",
    attempts: 'attempts >= 0 AND max_attempts >= 1',
  },
  idempotency_keys: {
    key: 'length(key) BETWEEN 8 AND 128',
    hash: "request_hash ~ '^[0-9a-f]{64}$'",
  },
}

/** The relay works for all brands at once: it claims and finishes messages and clears what is old, and can do nothing else. */
const RELAY_RIGHTS: Readonly<Record<string, readonly ('SELECT' | 'UPDATE' | 'DELETE')[]>> = {
  outbox: ['SELECT', 'UPDATE', 'DELETE'],
  inbox: ['SELECT', 'DELETE'],
  idempotency_keys: ['SELECT', 'DELETE'],
  spent_envelopes: ['SELECT', 'DELETE'],
}

/** Rules and rights of outbox, inbox, idempotency keys and spent envelopes. */
export function guardMachinery({ name, entity }: GuardedTable): readonly Guard[] {
  if (entity.kind !== 'INFRASTRUCTURE') return []
  const checks = Object.entries(RULES[entity.table] ?? {}).map(([rule, predicate]) => {
    const constraint = fitName(`${entity.table}_${rule}_ck`)
    return { table: name, sql: `ALTER TABLE ${name} ADD CONSTRAINT ${constraint} CHECK (${predicate});`, facts: [`${name} check ${constraint}`] }
  })
  const rights = RELAY_RIGHTS[entity.table]
  if (rights === undefined) return checks
  return [...checks, openPolicy(name, 'relay', RELAY, 'ALL'), ...rights.map(privilege => grantGuard(name, { role: RELAY, privilege }))]
}
