import type { Entity, ModuleMetadata, Scope } from '../../../schema/model.ts'
import type { Report } from '../problem.ts'
import type { Convention } from './convention.ts'

const PERMISSION = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/

/** Which tables the column of a scope may name. */
const OWNERS: Readonly<Record<Scope['kind'], readonly string[]>> = {
  BRAND: [], ORG: ['organization.organizations'], WORKSPACE: ['organization.workspaces'], PERSON: ['identity.persons'],
}
const USERS = ['identity.users']

const isReferenceData = ({ scopes }: Entity): boolean => scopes.some(({ kind, permission, where }) => kind === 'BRAND' && permission === undefined && where === undefined)

function checkPermissions(entity: Entity, report: Report): void {
  const permissions = [...entity.scopes.flatMap(({ permission }) => permission ?? []), ...(entity.rowCondition ? [entity.rowCondition.unless] : [])]
  for (const permission of new Set(permissions)) {
    if (!PERMISSION.test(permission) || !permission.startsWith(`${entity.module}.`)) report('PERMISSION_NAME', entity.type, `${permission} is not ${entity.module}.<entity>.<action>.`)
  }
  for (const { kind, permission } of entity.scopes) {
    if (permission === undefined && (kind === 'ORG' || kind === 'WORKSPACE')) report('SCOPE_WITHOUT_PERMISSION', entity.type, `@scope(${kind}) needs permission: ${entity.module}.<entity>.read.`)
  }
}

function checkPresence(entity: Entity, report: Report): void {
  if (entity.scopes.length === 0) report('MISSING_SCOPE', entity.type, 'nobody could read it: add @scope, or @internal.')
  const brand = entity.scopes.some(({ kind, where }) => kind === 'BRAND' && where === undefined)
  if (entity.scopes.length > 0 && !brand) report('MISSING_BRAND_SCOPE', entity.type, 'staff of the brand read every table by permission: add @scope(BRAND, permission: …).')
  if (isReferenceData(entity) && entity.scopes.length > 1) report('SCOPE_WITHOUT_EFFECT', entity.type, '@scope(BRAND) without a permission shows every row to everybody; the other scopes mean nothing.')
}

/** `schema.table` that the column holds an id of: itself, the target of a foreign key, or the target of a reference. */
function ownerOf(entity: Entity, column: string): string | undefined {
  if (column === 'id') return `${entity.schema}.${entity.table}`
  const reference = entity.references.find(candidate => candidate.column === column)
  return reference && `${reference.target.module}.${reference.target.table}`
}

function checkTargets(entity: Entity, { entities }: ModuleMetadata, report: Report): void {
  for (const scope of entity.scopes) {
    if (scope.column === undefined) continue
    const end = scope.path.reduce<Entity | undefined>((at, step) => {
      const target = at?.relations.find(({ field }) => field === step)?.target
      return entities.find(({ type }) => type === target)
    }, entity)
    const relation = end?.relations.find(({ from, many, to }) => from === scope.column && !many && to === 'id')
    const parent = entities.find(({ type }) => type === relation?.target)
    const owner = parent ? `${parent.schema}.${parent.table}` : end && ownerOf(end, scope.column)
    const allowed = scope.user ? USERS : OWNERS[scope.kind]
    if (owner === undefined || !allowed.includes(owner)) report('SCOPE_COLUMN_TARGET', entity.type, `${scope.kind} compares ${end?.type}.${scope.column} with ids of ${allowed.join()}, but it holds ids of ${owner ?? 'nothing known'}; add a relation or @ref.`)
  }
}

/** Every table in the graph says who sees which of its rows, in terms of the tables that hold persons, organizations and workspaces. */
export const rowScopes: Convention = ({ modules }, report) => {
  for (const module of modules) {
    for (const entity of module.entities.filter(({ exposed }) => exposed)) {
      checkPresence(entity, report)
      checkPermissions(entity, report)
      checkTargets(entity, module, report)
    }
  }
}
