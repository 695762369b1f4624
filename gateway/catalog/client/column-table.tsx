import type { PageColumn, PageJoin } from '../wire.ts'
import { entityAddress } from './addresses.ts'
import { Chip, SensitivityBadge } from './badge.tsx'
import { inWords } from './in-words.ts'
import { Link } from './link.tsx'
import { Prose } from './prose.tsx'

const Values = ({ values }: { readonly values: readonly string[] }) =>
  (values.length === 0 ? null : <p className="cat-values">{values.map(value => <code key={value}>{value}</code>)}</p>)

const Facts = ({ isIdentity, isKey, isReadable, isBrandOnly, mask, sensitivity }: PageColumn) => (
  <>
    {isIdentity && <Chip title="Names the row">identity</Chip>}
    {isKey && !isIdentity && <Chip title="Part of the primary key">key</Chip>}
    {!isReadable && <Chip title="Declared, and readable by nobody">never readable</Chip>}
    {isBrandOnly && <Chip title="Shown to holders of a permission for the whole brand">brand only</Chip>}
    {isReadable && mask !== null && sensitivity !== 'NONE' && <Chip title="How it looks where it is masked">{`mask ${inWords(mask)}`}</Chip>}
  </>
)

const Row = ({ column, target }: { readonly column: PageColumn, readonly target: string | undefined }) => (
  <tr id={column.field}>
    <th scope="row"><a className="cat-anchor" href={`#${column.field}`}>{column.field}</a>{column.name !== column.field && <span className="cat-sub">{column.name}</span>}</th>
    <td><code>{column.graphqlType}</code><span className="cat-sub">{column.type}{column.isNullable ? ', may be empty' : ''}{target !== undefined && <> → <Link to={entityAddress(target)}>{target}</Link></>}</span></td>
    <td><SensitivityBadge categories={column.categories} /></td>
    <td className="cat-wide"><Prose text={column.description} /><Values values={column.values} /><span className="cat-facts"><Facts {...column} /></span></td>
  </tr>
)

/** The columns of an entity, one a row; each has an address, and leads to the entity that it names. */
export const ColumnTable = ({ columns, joins, type }: { readonly columns: readonly PageColumn[], readonly joins: readonly PageJoin[], readonly type: string }) => (
  <div className="cat-scroll" tabIndex={0} role="region" aria-label="Columns">
    <table>
      <thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Sensitivity</th><th scope="col">Description</th></tr></thead>
      <tbody>{columns.map(column => <Row key={column.field} column={column} target={joins.find(({ from }) => from.entity === type && from.columnField === column.field)?.to.entity} />)}</tbody>
    </table>
  </div>
)
