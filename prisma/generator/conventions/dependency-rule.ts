import type { Entity, Reference } from '../../../schema/model.ts'
import type { Layout } from '../layout.ts'
import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'

/** A reference against the order of the modules, allowed for a stated reason. */
interface DependencyException {
  readonly consumer: string
  /** Only columns of this table; absent: any table of the consumer. */
  readonly consumerTable?: string
  readonly provider: string
  readonly tables: readonly string[]
}

/** The complete list; whatever is not in it follows the order. */
export const DEPENDENCY_EXCEPTIONS: readonly DependencyException[] = [
  /** A workspace names the pool that it draws from. */
  { consumer: 'organization', provider: 'entitlements', tables: ['resource_pools'] },
  /** What was bought decides what is provisioned. */
  {
    consumer: 'entitlements', provider: 'billing',
    tables: ['billing_accounts', 'subscriptions', 'subscription_items', 'purchases', 'products', 'prices'],
  },
  /** Identity cannot know otherwise who works with whom; filled from events, never by a call. */
  { consumer: 'identity', consumerTable: 'person_visibility', provider: 'organization', tables: ['organizations', 'workspaces'] },
]

function isException({ module, table }: Entity, { target }: Reference): boolean {
  return DEPENDENCY_EXCEPTIONS.some(({ consumer, consumerTable, provider, tables }) => consumer === module && provider === target.module
    && (consumerTable === undefined || consumerTable === table) && tables.includes(target.table))
}

function isAllowed(entity: Entity, reference: Reference, { domain }: Layout): boolean {
  const provider = reference.target.module
  if (provider === 'platform') return true
  if (!domain.includes(provider)) return false
  if (!domain.includes(entity.module)) return entity.module === 'audit'
  return domain.indexOf(provider) < domain.indexOf(entity.module) || isException(entity, reference)
}

/** Modules refer to those before them and to nothing else; `audit` sees all, nothing sees `audit` or `integration`. */
export const dependencyRule: Convention = (world, report) => {
  for (const entity of allEntities(world)) {
    for (const reference of entity.references) {
      if (isAllowed(entity, reference, world.layout)) continue
      report('FORBIDDEN_REFERENCE', `${entity.type}.${reference.idField}`, `${entity.module} may not refer to ${reference.target.module}.${reference.target.table}: the modules depend on each other in the order ${world.layout.domain.join(' < ')}.`)
    }
  }
}
