import type { Overview } from '../wire.ts'
import { entityAddress } from './addresses.ts'
import { counted, inWords } from './in-words.ts'
import { Link } from './link.tsx'
import { Prose } from './prose.tsx'
import { searchListed, type Found } from './search-entities.ts'

const Card = ({ found: { entity, parts } }: { readonly found: Found }) => {
  const categories = [...new Set(entity.columns.flatMap(column => column.categories.map(({ category }) => category)))]
  return (
    <li className="cat-tile">
      <h3><Link to={entityAddress(entity.type)}>{entity.type}</Link></h3>
      <p><Prose text={entity.description} /></p>
      {parts.length > 0 && <p className="cat-parts">{parts.map(part => <Link key={part} to={entityAddress(entity.type, part)}>{part}</Link>)}</p>}
      <p className="cat-sub">{counted(entity.columns.length, 'column', 'columns')}{entity.metrics.length > 0 && `, ${counted(entity.metrics.length, 'metric', 'metrics')}`}{categories.length > 0 && ` · ${categories.map(inWords).join(', ')}`}</p>
    </li>
  )
}

/** All entities by module, or those in which the words of a search are. */
export const OverviewPage = ({ overview: { entities, modules, metrics }, search }: { readonly overview: Overview, readonly search: string }) => {
  const found = searchListed(entities, search)
  return (
    <>
      <header className="cat-head">
        <h1>{search === '' ? 'What the graph knows' : `“${search}”`}</h1>
        <p className="cat-lead" role="status">{search === '' ? `${counted(entities.length, 'entity', 'entities')} of ${counted(modules.length, 'module', 'modules')} and ${counted(metrics.length, 'metric', 'metrics')}, as your view of the schema shows them.` : `Found in ${counted(found.length, 'entity', 'entities')}.`}</p>
      </header>
      {modules.filter(({ name }) => found.some(({ entity }) => entity.module === name)).map(({ name }) => (
        <section key={name} aria-labelledby={`in-${name}`}>
          <h2 id={`in-${name}`}>{name}</h2>
          <ul className="cat-tiles">{found.filter(({ entity }) => entity.module === name).map(one => <Card key={one.entity.type} found={one} />)}</ul>
        </section>
      ))}
    </>
  )
}
