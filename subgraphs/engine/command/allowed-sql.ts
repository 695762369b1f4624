import type { Entity, Scope } from '../../../schema/model.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { Table } from '../read/catalog.ts'
import type { Perspective } from '../read/scope.ts'
import { all, any } from '../read/statement.ts'
import { visible } from '../read/visible.ts'
import type { Command } from './define-command.ts'
import { mayDoOwn } from './may-do-own.ts'

interface Asked {
  readonly command: Command
  readonly table: Table
  readonly alias: string
}

/** Whether the caller may run the command where the row stands, as a condition on the row. */
export function allowedSql(perspective: Perspective, principal: Principal, { command, table, alias }: Asked): string {
  const { permission, besides = [], brandWide = false } = command
  const held = all([permission, ...besides].map((wanted) => visible(perspective, { ...table, entity: allowedEntity(brandWide ? { ...table.entity, scopes: [] } : table.entity, wanted) }, alias)))
  if (!mayDoOwn(command, principal)) return held
  return any([`(${held})`, visible(perspective, { ...table, entity: ownEntity(table.entity) }, alias)])
}

/** The entity as if the permission of the command were that of reading it: whoever sees it so may do it. One's own rows are no permission. */
function allowedEntity(entity: Entity, permission: string): Entity {
  const places = entity.scopes.filter(({ kind }) => kind === 'ORG' || kind === 'WORKSPACE').map((scope): Scope => ({ ...scope, permission }))
  return { ...entity, scopes: [...places, { kind: 'BRAND', path: [], user: false, permission }], rowCondition: undefined }
}

/** The entity as its own people see it. */
function ownEntity(entity: Entity): Entity {
  return { ...entity, scopes: entity.scopes.filter(({ kind }) => kind === 'PERSON').map((scope): Scope => ({ ...scope, permission: undefined })), rowCondition: undefined }
}
