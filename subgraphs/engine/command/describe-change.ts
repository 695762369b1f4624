import type { RowWrite } from '../../../prisma/database/seal-tables.ts'
import type { Column, Entity } from '../../../schema/model.ts'
import type { Fingerprint } from './fingerprint.ts'

/** What a command did to one row, in the words of its audit record. */
export interface ChangeDetails {
  readonly changed: readonly string[]
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
  readonly _piiCategories: readonly string[]
  readonly _orgId?: string
  readonly _workspaceId?: string
  readonly _subjectPersonId?: string
}

type Values = Readonly<Record<string, unknown>>

export interface RowChange {
  readonly entity: Entity
  /** Writes of the row, in their order. */
  readonly writes: readonly RowWrite[]
  /** The row before the command; undefined for a new one. */
  readonly before: Values | undefined
}

const OF_EVERY_ROW: ReadonlySet<string> = new Set(['brandId', 'id', 'createdAt', 'updatedAt', 'rowVersion'])

/** Changed fields with their public values before and after; of personal values nothing but whether they changed. */
export function describeChange({ entity, writes, before }: RowChange, fingerprint: Fingerprint): ChangeDetails {
  const after = writes.at(-1)?.row ?? {}
  const named = new Set(writes.flatMap(({ fields }) => fields))
  const columns = entity.columns.filter(({ field }) => named.has(field) && !OF_EVERY_ROW.has(field))
  const shown = (row: Values): Values => Object.fromEntries(columns.flatMap((column) => shownValue(entity, { column, row, fingerprint })))
  const categories = new Set(columns.flatMap(({ label }) => label.public ? [] : [label.category]))
  return {
    changed: columns.map(({ field }) => field),
    before: before === undefined ? {} : shown(before),
    after: shown(after),
    _piiCategories: [...categories],
    ...placeOf(entity, after),
  }
}

/** Context of a row, as far as the row itself tells it. */
export function placeOf(entity: Entity, row: Values): Pick<ChangeDetails, '_orgId' | '_workspaceId' | '_subjectPersonId'> {
  const { organization, workspace, subject } = entity
  const at = (owner: { readonly path: readonly string[]; readonly column: string } | undefined): string | undefined => {
    const field = owner?.path.length === 0 ? entity.columns.find(({ name }) => name === owner.column)?.field : undefined
    const value = field === undefined ? undefined : row[field]
    return typeof value === 'string' ? value : undefined
  }
  const found = { _orgId: at(organization), _workspaceId: at(workspace), _subjectPersonId: subject.kind === 'PERSON' ? at(subject.owner) : undefined }
  return Object.fromEntries(Object.entries(found).filter(([, id]) => id !== undefined))
}

function shownValue({ type }: Entity, { column, row, fingerprint }: { readonly column: Column; readonly row: Values; readonly fingerprint: Fingerprint }): readonly (readonly [string, unknown])[] {
  const value = row[column.field]
  if (value === undefined) return []
  if (value === null || column.label.public) return [[column.field, plain(value)]]
  return [[column.field, fingerprint(typeof row.id === 'string' ? row.id : '', `${type}.${column.field}`, value)]]
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'bigint' ? Number(value) : value
}
