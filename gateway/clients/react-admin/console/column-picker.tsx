import type { Resource } from '../provider/resource.ts'
import { isListable } from './columns.ts'
import { inWords } from './words.ts'

interface ColumnPickerProps {
  readonly resource: Resource
  readonly columns: readonly string[]
  onChange(columns: readonly string[]): void
}

/** Which columns the list asks for. */
export const ColumnPicker = ({ resource: { fields }, columns, onChange }: ColumnPickerProps) => {
  const toggled = (name: string): readonly string[] => {
    const wanted = columns.includes(name) ? columns.filter(one => one !== name) : [...columns, name]
    return fields.filter(field => wanted.includes(field.name)).map(field => field.name)
  }
  return (
    <details className="menu">
      <summary>Columns <span className="hint">{columns.length} of {fields.filter(isListable).length}</span></summary>
      <fieldset className="choices">
        <legend className="unseen">Columns of the list</legend>
        {fields.filter(isListable).map(({ name, description }) => (
          <label key={name} title={description}>
            <input type="checkbox" checked={columns.includes(name)} onChange={() => onChange(toggled(name))} /> {inWords(name)}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
