import type { Column } from '../../../schema/model.ts'
import { decide, type Decision } from '../../../schema/policy/decide.ts'
import type { Purpose } from '../../../schema/policy/principal.ts'
import { targetOf } from '../../../schema/policy/target-of.ts'
import type { Table } from './catalog.ts'
import type { Rights } from './rights.ts'

/** What the policy says about a column for this caller, `revealed` being the purpose of a request for its raw value; the engine asks nowhere else. */
export function decisionOn(rights: Rights, { entity }: Table, column: Column, revealed?: Purpose): Decision {
  return decide(rights.principalClass, { ...targetOf(entity, column), ...revealed && { revealed } })
}
