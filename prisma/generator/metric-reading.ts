import type { Column, ColumnDimension, MetricColumn } from '../../schema/model.ts'
import type { Annotation } from './parse-annotations.ts'
import { readColumn } from './read-column.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'
import { fieldOf } from './source.ts'
import { walkPath } from './walk-path.ts'

/** One annotation of a metric, with the model on which it stands. */
export interface MetricReading {
  readonly annotation: Annotation
  readonly model: SourceModel
  readonly reading: Reading
  /** Says what to do about it; the name of the metric stands before it. */
  readonly fail: (problem: string) => void
}

/** Where a path of a metric ends. */
export interface FoundColumn extends MetricColumn {
  readonly found: Column
  readonly many: boolean
}

/** Words of an argument that is a list. */
export const wordsOf = ({ named }: Annotation, key: string): readonly string[] => named.get(key)?.split(' ').filter(word => word !== '') ?? []

/** A figure tells about what it is made from and grouped by, so all of it must be public to everybody who sees the row. */
export function publicColumn(at: MetricReading, text: string): FoundColumn | undefined {
  const { model, reading, fail } = at
  const steps = text.split('.')
  const walk = walkPath(model, steps.slice(0, -1), `${model.name} @${at.annotation.name}(${at.annotation.bare[0] ?? ''})`, reading)
  if (walk === undefined) return undefined
  const field = fieldOf(walk.end, steps.at(-1) ?? '')
  const found = field && field.kind !== 'object' ? readColumn(field, walk.end, { ...reading, report: () => undefined }) : undefined
  if (found === undefined) fail(`${text} is no column; write the name of a field, or a path of relations that ends in one.`)
  else if (found.internal || !found.label.public || found.label.scope !== undefined) fail(`${text} is no public column; a figure would tell of it, so name another one.`)
  return found && { path: steps.slice(0, -1), column: found.name, found, many: walk.many }
}

/** The same where no row may be met twice. */
export function singleColumn(at: MetricReading, text: string): FoundColumn | undefined {
  const column = publicColumn(at, text)
  if (column?.many) at.fail(`${text} passes a relation to many rows, which would count a row more than once; declare it under fansOut: with the metric that answers it.`)
  return column
}

/** The column of the row itself that an argument names. */
export function ownColumn(at: MetricReading, key: string): string | undefined {
  const text = at.annotation.named.get(key)
  if (text === undefined) return undefined
  const column = singleColumn(at, text)
  if (column && column.path.length > 0) at.fail(`${key}: takes a column of ${at.model.name} itself.`)
  return column?.column
}

/** `planId` → plan_id; `subscription.planId` → subscription_plan_id; `planId=toPlanId` → plan_id, read from to_plan_id. */
export function readDimension(at: MetricReading, word: string): ColumnDimension | undefined {
  const [left = '', right] = word.split('=')
  const column = singleColumn(at, right ?? left)
  if (column === undefined) return undefined
  const { found, path } = column
  if (found.list || found.wire === 'JSON' || found.wire === 'DateTime') at.fail(`${word} is a ${found.list ? 'list' : found.wire}; nearly every row would be a group of its own.`)
  return { name: right === undefined ? dimensionNameOf(path, found.name) : snakeCase(left), path, column: found.name }
}

/** Name of a dimension that is not given one. */
export function dimensionNameOf(path: readonly string[], column: string): string {
  return [...path.map(snakeCase), column].join('_')
}

/** `billToCountryCode` → `bill_to_country_code`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
