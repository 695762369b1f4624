import { LinkBase, useCreatePath, useRecordContext } from 'ra-core'
import { rowOf, textOf } from '../provider/json.ts'
import { markIn } from '../provider/marks.ts'
import type { ResourceField } from '../provider/resource.ts'
import { ProtectedValue } from './protected-value.tsx'
import { useConsole, useResource } from './schema-context.ts'
import { valueText } from './value-text.ts'

/** Leads to the record that a row refers to, where the caller has a list of such records. */
const Reference = ({ value, field }: { readonly value: unknown, readonly field: ResourceField }) => {
  const { schema } = useConsole()
  const createPath = useCreatePath()
  const target = schema.resourceOfType(field.type)
  const id = textOf(rowOf(value).id)
  if (id === '') return null
  if (!target) return <span className="value">{valueText(value, field)}</span>
  return <LinkBase to={createPath({ resource: target.name, id, type: 'show' })}>{valueText(value, field)}</LinkBase>
}

/** One value of the record around it. */
export const Cell = ({ field }: { readonly field: ResourceField }) => {
  const record = useRecordContext()
  const { name: resource } = useResource()
  const row = rowOf(record)
  const value = row[field.name]
  const mark = markIn(record, field.name)
  if (mark) return <ProtectedValue place={{ resource, id: textOf(row.id), field: field.name }} field={field} mark={mark} value={value} />
  if (field.kind === 'REFERENCE') return <Reference value={value} field={field} />
  if (field.values.length > 0 && typeof value === 'string') return <span className="word" data-word={value}>{valueText(value, field)}</span>
  return <span className="value" title={typeof value === 'string' && value.length > 40 ? value : undefined}>{valueText(value, field)}</span>
}
