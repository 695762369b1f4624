import { inWords } from '../in-words.ts'
import { ActionChip } from './action-chip.tsx'
import { FieldPath } from './field-path.tsx'
import type { ProtectedField } from './protected-fields.ts'

interface WithheldTableProps {
  readonly fields: readonly ProtectedField[]
  /** Paths that shall stay as they are. */
  readonly without: ReadonlySet<string>
  onToggle(path: string): void
}

const NO_RULE = 'nothing grants it'

const Row = ({ field, isChosen, onToggle }: { readonly field: ProtectedField, readonly isChosen: boolean, onToggle(path: string): void }) => {
  const { path, coordinate, action, category, rules, purposes } = field
  return (
    <tr>
      <td className="veil-pick">{purposes.length > 0 && <input type="checkbox" aria-label={`Reveal ${path}`} checked={isChosen} onChange={() => onToggle(path)} />}</td>
      <td><FieldPath path={path} coordinate={coordinate} /></td>
      <td><ActionChip action={action} /></td>
      <td>{category === undefined ? '' : inWords(category)}</td>
      <td className="veil-rule">{rules.length === 0 ? <span className="veil-quiet">{NO_RULE}</span> : rules.map(rule => <code key={rule}>{rule}</code>)}</td>
    </tr>
  )
}

/** Fields that are unlocked in the same way, under one heading that says how. */
const Group = ({ unlock, fields, without, onToggle }: WithheldTableProps & { readonly unlock: string }) => (
  <tbody>
    {unlock !== '' && <tr><th scope="rowgroup" colSpan={5} className="veil-unlock">unlock <code>{unlock}</code></th></tr>}
    {fields.map(field => <Row key={`${field.path} ${field.coordinate}`} field={field} isChosen={!without.has(field.path)} onToggle={onToggle} />)}
  </tbody>
)

/** What `extensions.sensitivity` says and the policy behind it, to be read by people. */
export const WithheldTable = ({ fields, without, onToggle }: WithheldTableProps) => {
  const unlocks = [...new Set(fields.map(({ unlock = '' }) => unlock))]
  return (
    <table className="veil-table">
      <thead><tr><th scope="col"><span className="veil-hidden">reveal</span></th><th scope="col">field</th><th scope="col">you get</th><th scope="col">category</th><th scope="col">because</th></tr></thead>
      {unlocks.map(way => <Group key={way} unlock={way} fields={fields.filter(({ unlock = '' }) => unlock === way)} without={without} onToggle={onToggle} />)}
    </table>
  )
}
