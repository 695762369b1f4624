import { useRecordContext } from 'ra-core'
import { rowOf, textOf } from '../provider/json.ts'
import { markIn } from '../provider/marks.ts'
import type { ResourceField } from '../provider/resource.ts'
import { ProtectedValue } from './protected-value.tsx'
import { ReferenceLink } from './reference-link.tsx'
import { useConsole, useResource } from './schema-context.ts'
import { valueText } from './value-text.ts'

/** The record that a row refers to, with the way to it where the caller has a list of such records. */
const Reference = ({ value, field }: { readonly value: unknown, readonly field: ResourceField }) => {
  const target = useConsole().schema.resourceOfType(field.type)
  const id = textOf(rowOf(value).id)
  if (id === '') return null
  return target ? <ReferenceLink target={target} id={id} /> : <code>{valueText(value, field)}</code>
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
