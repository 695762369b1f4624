import type { ExplorerPersona } from '../../wire.ts'
import { inWords } from '../in-words.ts'
import { ActionChip } from './action-chip.tsx'
import { FieldPath } from './field-path.tsx'
import type { ProtectedField } from './protected-fields.ts'

interface WithheldTableProps {
  readonly fields: readonly ProtectedField[]
  /** Paths whose raw values are to be asked for. */
  readonly chosen: ReadonlySet<string>
  readonly personas: readonly ExplorerPersona[]
  onToggle(path: string): void
  onChoose(persona: string): void
}

const NO_RULE = 'nothing grants it'

/** The category stands in a column of its own. */
const shortRule = (rule: string, category: string | undefined): string => (category === undefined ? rule : rule.replace(` × ${category} =`, ' ='))

/** Somebody who holds the role that an unlock names; nobody where it is one's own. */
const holderOf = (unlock: string, personas: readonly ExplorerPersona[]): string | undefined => {
  const role = / as ([a-z ]+)$/.exec(unlock)?.[1]?.replaceAll(' ', '_')
  return role === undefined ? undefined : personas.find(({ clearances }) => clearances.includes(role))?.name
}

const Row = ({ field, isChosen, onToggle }: { readonly field: ProtectedField, readonly isChosen: boolean, onToggle(path: string): void }) => {
  const { path, coordinate, action, category, rules, purposes } = field
  return (
    <tr>
      <td className="veil-pick">{purposes.length > 0 && <input type="checkbox" aria-label={`Reveal ${path}`} checked={isChosen} onChange={() => onToggle(path)} />}</td>
      <td><FieldPath path={path} coordinate={coordinate} /></td>
      <td><ActionChip action={action} /></td>
      <td>{category === undefined ? '' : inWords(category)}</td>
      <td className="veil-rule">{rules.length === 0 ? <span className="veil-quiet">{NO_RULE}</span> : rules.map(rule => <code key={rule}>{shortRule(rule, category)}</code>)}</td>
    </tr>
  )
}

/** Fields that are unlocked in the same way, under one heading that says how. */
const Group = ({ unlock, fields, chosen, personas, onToggle, onChoose }: WithheldTableProps & { readonly unlock: string }) => {
  const holder = holderOf(unlock, personas)
  return (
    <tbody>
      {unlock !== '' && (
        <tr>
          <th scope="rowgroup" colSpan={5} className="veil-unlock">
            unlock <code>{unlock}</code>{holder !== undefined && <button type="button" className="veil-link" onClick={() => onChoose(holder)}>ask as {holder}</button>}
          </th>
        </tr>
      )}
      {fields.map(field => <Row key={`${field.path} ${field.coordinate}`} field={field} isChosen={chosen.has(field.path)} onToggle={onToggle} />)}
    </tbody>
  )
}

/** What `extensions.sensitivity` says and the policy behind it, to be read by people. */
export const WithheldTable = (props: WithheldTableProps) => {
  const { fields } = props
  const unlocks = [...new Set(fields.map(({ unlock = '' }) => unlock))]
  return (
    <table className="veil-table">
      <thead><tr><th scope="col"><span className="veil-hidden">reveal</span></th><th scope="col">field</th><th scope="col">you get</th><th scope="col">category</th><th scope="col">because</th></tr></thead>
      {unlocks.map(way => <Group {...props} key={way} unlock={way} fields={fields.filter(({ unlock = '' }) => unlock === way)} />)}
    </table>
  )
}
