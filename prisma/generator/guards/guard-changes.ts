import type { Guard } from './guard.ts'
import { fitName } from './guard.ts'
import type { GuardedTable } from './guarded-table.ts'

interface Trigger {
  readonly suffix: string
  readonly event: string
  readonly each: 'ROW' | 'STATEMENT'
  readonly when?: string
  readonly call: string
}

/** Written as pg_get_triggerdef prints it, so that the statement is its own fact. */
function guardOf({ name, entity }: GuardedTable, { suffix, event, each, when, call }: Trigger): Guard {
  const condition = when === undefined ? '' : ` WHEN (${when})`
  const trigger = fitName(`${entity.table}_${suffix}`)
  const statement = `CREATE TRIGGER ${trigger} BEFORE ${event} ON ${name} FOR EACH ${each}${condition} EXECUTE FUNCTION ${call}`
  return { table: name, sql: `${statement};`, undo: `DROP TRIGGER IF EXISTS ${trigger} ON ${name};`, facts: [`${name} trigger ${statement}`] }
}

function appendOnlyTriggers({ entity }: GuardedTable): readonly Trigger[] {
  if (!entity.appendOnly) return []
  const { erasable, rewritable } = entity
  const lists = rewritable.length > 0 ? [erasable, rewritable] : erasable.length > 0 ? [erasable] : []
  const call = `platform.vg_reject_mutation(${lists.map(list => `'${list.join(',')}'`).join(', ')})`
  return [
    { suffix: 'ao', event: 'DELETE OR UPDATE', each: 'ROW', call },
    { suffix: 'aot', event: 'TRUNCATE', each: 'STATEMENT', call: 'platform.vg_reject_mutation()' },
  ]
}

/** Who may change a row and how: versions grow, a status moves along its machine, append-only tables stay as they are. */
export function guardChanges(table: GuardedTable): readonly Guard[] {
  const { entity } = table
  const has = (name: string): boolean => entity.columns.some(column => column.name === name)
  const triggers: readonly Trigger[] = [
    ...(entity.transitions.length === 0 ? [] : [{
      suffix: 'sm', event: 'UPDATE', each: 'ROW' as const, when: '(old.status IS DISTINCT FROM new.status)',
      call: `platform.vg_transition('${entity.transitions.join(',')}')`,
    }]),
    ...(has('updated_at') && has('row_version') ? [{ suffix: 'touch', event: 'UPDATE', each: 'ROW' as const, call: 'platform.vg_touch()' }] : []),
    ...appendOnlyTriggers(table),
  ]
  return triggers.map(trigger => guardOf(table, trigger))
}
