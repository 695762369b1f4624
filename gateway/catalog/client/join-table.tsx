import type { PageJoin } from '../wire.ts'
import { entityAddress } from './addresses.ts'
import { Chip } from './badge.tsx'
import { Link } from './link.tsx'
import { Prose } from './prose.tsx'

const CARDINALITY: Readonly<Record<string, string>> = { MANY_TO_ONE: 'many to one', ONE_TO_ONE: 'one to one' }
const PROVENANCE: Readonly<Record<string, string>> = { OPERATOR_AUTHORED: 'operator-authored', FOREIGN_KEY: 'from a foreign key' }

const FieldOf = ({ join: { from, field, reverseField }, type }: { readonly join: PageJoin, readonly type: string }) => {
  const own = from.entity === type ? field : reverseField
  return own === null ? <span className="cat-sub">through {from.entity === type ? from.columnField : `${from.entity}.${from.columnField}`}</span> : <code>{own}</code>
}

const Row = ({ join, type }: { readonly join: PageJoin, readonly type: string }) => {
  const other = join.from.entity === type ? join.to.entity : join.from.entity
  return (
    <tr id={`join-${join.name}`}>
      <th scope="row"><FieldOf join={join} type={type} /></th>
      <td><Link to={entityAddress(other)}>{other}</Link></td>
      <td><code className="cat-on">{join.on}</code><span className="cat-sub">{CARDINALITY[join.cardinality] ?? join.cardinality}</span></td>
      <td className="cat-wide"><Prose text={join.description} /><span className="cat-facts"><Chip title={`Declared by ${join.module}`}>{PROVENANCE[join.provenance] ?? join.provenance}</Chip><Chip title="Name of the join">{join.name}</Chip></span></td>
    </tr>
  )
}

const Part = ({ title, joins, type }: { readonly title: string, readonly joins: readonly PageJoin[], readonly type: string }) => (joins.length === 0 ? null : (
  <>
    <h3>{title}</h3>
    <div className="cat-scroll" tabIndex={0} role="region" aria-label={title}>
      <table>
        <thead><tr><th scope="col">Field</th><th scope="col">Entity</th><th scope="col">Where</th><th scope="col">Meaning</th></tr></thead>
        <tbody>{joins.map(join => <Row key={join.name} join={join} type={type} />)}</tbody>
      </table>
    </div>
  </>
))

/** Joins of an entity: those that it holds the key of, then those that name it. */
export const JoinTables = ({ joins, type }: { readonly joins: readonly PageJoin[], readonly type: string }) => (
  <>
    <Part title="One of these" joins={joins.filter(({ from }) => from.entity === type)} type={type} />
    <Part title="Many of these" joins={joins.filter(({ from }) => from.entity !== type)} type={type} />
  </>
)
