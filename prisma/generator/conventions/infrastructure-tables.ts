import type { ModuleMetadata } from '../../../schema/model.ts'
import { STATE_SCHEMAS } from '../layout.ts'
import type { Convention } from './convention.ts'

const REQUIRED = ['audit_log', 'outbox', 'inbox', 'idempotency_keys', 'spent_envelopes']
/** Every change of an audited thing is audited by the audit module itself, from one place; it re-points no ids. */
const WITHOUT_JOURNAL = 'audit'

const namesPersons = ({ entities }: ModuleMetadata): boolean => entities
  .some(({ references }) => references.some(({ target }) => target.module === 'identity' && target.table === 'persons'))

/** A module that changes state writes down what it did, tells others, hears from others, and can be asked the same thing twice. */
export const infrastructureTables: Convention = ({ modules }, report) => {
  for (const module of modules.filter(({ name }) => !(name in STATE_SCHEMAS))) {
    const needed = namesPersons(module) && module.name !== WITHOUT_JOURNAL ? [...REQUIRED, 'merge_journal'] : REQUIRED
    const present = module.entities.filter(({ kind }) => kind === 'INFRASTRUCTURE').map(({ table }) => table)
    const missing = needed.filter(table => !present.includes(table))
    if (missing.length > 0) report('MISSING_INFRASTRUCTURE', module.name, `has no ${missing.join(', ')} with @table(INFRASTRUCTURE); run prisma/generator/infrastructure.ts.`)
    for (const { kind, exposed, type } of module.entities) {
      if (kind === 'INFRASTRUCTURE' && exposed) report('INFRASTRUCTURE_EXPOSED', type, 'machinery is @internal.')
    }
  }
}
