import { rowOf } from '../provider/json.ts'
import type { ResourceField } from '../provider/resource.ts'
import { shortId, wordsOf } from './words.ts'

const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/

const partsText = (value: unknown): string => {
  const { formatted, ...parts } = rowOf(value)
  return typeof formatted === 'string' ? formatted : Object.values(parts).map(String).join(' ')
}

/** How a value reads on the screen; times in UTC, as the graph keeps them. */
export const valueText = (value: unknown, { type, kind, values }: Pick<ResourceField, 'type' | 'kind' | 'values'>): string => {
  if (value === null || value === undefined) return ''
  if (kind === 'PARTS') return partsText(value)
  if (kind === 'REFERENCE') return shortId(rowOf(value).id)
  if (Array.isArray(value)) return value.map(item => valueText(item, { type, kind, values })).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return value.toLocaleString('en-GB')
  if (typeof value !== 'string') return JSON.stringify(value)
  if (type === 'DateTime') return TIME.format(new Date(value))
  if (type === 'Date') return DAY.format(new Date(value))
  if (values.length > 0) return wordsOf(value)
  return type === 'ID' && UUID.test(value) ? shortId(value) : value
}
