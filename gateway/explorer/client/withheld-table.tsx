import type { WithheldField } from './read-answer.ts'

/** The static decision in words: what a value of the field may look like in this answer. */
const ACTIONS: Readonly<Record<string, readonly [label: string, meaning: string]>> = {
  MASK: ['masked', 'Only the form of the value is shown.'],
  PSEUDONYM: ['pseudonym', 'The same value always has the same stand-in.'],
  REDACT: ['left out', 'The value is null for you.'],
  REFUSE: ['refused', 'The value is null for you; with x-veil-on-refused: error the request fails.'],
  ROW: ['by row', 'Shown or protected, depending on whose row it is.'],
}

const inWords = (name: string): string => name.toLowerCase().replaceAll('_', ' ')

/** The field itself stands out; the way to it is said more quietly. */
const Path = ({ path, coordinate }: Pick<WithheldField, 'path' | 'coordinate'>) => {
  const leaf = path.lastIndexOf('.') + 1
  return <code title={coordinate}><span className="veil-quiet">{path.slice(0, leaf)}</span><span className="veil-leaf">{path.slice(leaf)}</span></code>
}

const Row = ({ path, coordinate, action, category }: WithheldField) => {
  const [label, meaning] = ACTIONS[action] ?? [inWords(action), '']
  return (
    <tr>
      <td><Path path={path} coordinate={coordinate} /></td>
      <td><span className="veil-action" data-action={action} title={meaning}>{label}</span></td>
      <td>{category === undefined ? '' : inWords(category)}</td>
    </tr>
  )
}

/** Fields that are unlocked in the same way, under one heading that says how. */
const Group = ({ unlock, fields }: { readonly unlock: string, readonly fields: readonly WithheldField[] }) => (
  <tbody>
    {unlock !== '' && <tr><th scope="rowgroup" colSpan={3} className="veil-unlock">unlock <code>{unlock}</code></th></tr>}
    {fields.map(field => <Row key={`${field.path} ${field.coordinate}`} {...field} />)}
  </tbody>
)

/** What `extensions.sensitivity` says, to be read by people. */
export const WithheldTable = ({ fields }: { readonly fields: readonly WithheldField[] }) => {
  const unlocks = [...new Set(fields.map(({ unlock = '' }) => unlock))]
  return (
    <table className="veil-table">
      <thead><tr><th scope="col">field</th><th scope="col">shown to you</th><th scope="col">category</th></tr></thead>
      {unlocks.map(way => <Group key={way} unlock={way} fields={fields.filter(({ unlock = '' }) => unlock === way)} />)}
    </table>
  )
}
