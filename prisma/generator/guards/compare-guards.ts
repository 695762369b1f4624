import { CALLER_FACTS } from './caller-facts.ts'
import type { Guard } from './guard.ts'
import type { GuardedTable } from './guarded-table.ts'
import { guardsOf } from './guards-of.ts'
import { schemaFacts } from './schema-role.ts'

/** Openings that stand in migrations because a person wrote them: the look-ups of a brand by host and by name, and the check of a password. */
const WRITTEN_FACTS: readonly string[] = [
  'platform usage vg_gateway',
  'platform.brand_of_host(host text) function of the owner, execute vg_gateway',
  'platform.live_brand(wanted text) function of the owner, execute vg_gateway',
  'platform.brand_name(brand uuid) function of the owner, execute vg_gateway',
  'identity.password_params(email text, decoy_salt text) function of vg_keys, execute vg_identity_login',
  'identity.verify_password(email text, digest text) function of vg_keys, execute vg_identity_login',
]

/** Kinds of facts that open something; one that the model does not ask for is as wrong as one that is missing. Rules and triggers only close. */
const OPENING = /^\S+ (?:table$|rls |policy |grant |nullable list )|^\w+ (?:usage|create) |^\S+\(.*\) function /

/** What the catalog must say, by the model. */
export function wantedFacts(tables: readonly GuardedTable[]): ReadonlySet<string> {
  const schemas = [...new Set(tables.map(({ entity }) => entity.schema))]
  return new Set([
    ...tables.flatMap(table => [`${table.name} table`, ...guardsOf(table).flatMap(({ facts }) => facts)]),
    ...schemas.flatMap(schemaFacts), ...WRITTEN_FACTS, ...CALLER_FACTS,
  ])
}

/** Guards of which something is not in the database, or not as the model has it. */
export function missingGuards(tables: readonly GuardedTable[], facts: ReadonlySet<string>): readonly Guard[] {
  return tables.flatMap(guardsOf).filter(guard => guard.facts.some(fact => !facts.has(fact)))
}

/** One line for each difference between the model and the database; empty when every table is guarded exactly as the model says. */
export function compareGuards(wanted: ReadonlySet<string>, facts: ReadonlySet<string>): readonly string[] {
  const missing = [...wanted].filter(fact => !facts.has(fact)).map(fact => `missing: ${fact}`)
  const surplus = [...facts].filter(fact => OPENING.test(fact) && !wanted.has(fact)).map(fact => `not asked for: ${fact}`)
  return [...missing, ...surplus].sort()
}
