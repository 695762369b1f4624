import type { PageField } from '../wire.ts'
import { Prose } from './prose.tsx'

/** Fields that people's code answers; those of another module say whose they are. */
export const WrittenFields = ({ fields, owner }: { readonly fields: readonly PageField[], readonly owner: string }) => (
  <ul className="cat-list">
    {fields.map(({ field, graphqlType, module, reads, description }) => (
      <li key={field} id={field}>
        <a className="cat-anchor cat-strong" href={`#${field}`}>{field}</a> <code>{graphqlType}</code>{module !== owner && <span className="cat-chip">from {module}</span>} <Prose text={description} />
        {reads.length > 0 && <span className="cat-sub">reads {reads.join(', ')}</span>}
      </li>
    ))}
  </ul>
)
