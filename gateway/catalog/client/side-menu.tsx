import { useEffect } from 'react'
import { CATALOG_PATHS } from '../paths.ts'
import type { Overview } from '../wire.ts'
import { entityAddress } from './addresses.ts'
import { Link } from './link.tsx'
import { searchListed } from './search-entities.ts'
import type { Place } from './use-place.ts'

/** The way to every entity, and the search. */
export const SideMenu = ({ overview: { entities, modules, metrics }, place, search, onSearch }: { readonly overview: Overview, readonly place: Place, readonly search: string, onSearch(text: string): void }) => {
  const found = searchListed(entities, search)
  const current = place.kind === 'ENTITY' ? place.name : ''
  useEffect(() => document.querySelector('.cat-menu a[aria-current="page"]')?.scrollIntoView({ block: 'nearest' }), [current])
  return (
    <nav className="cat-side" aria-label="Entities">
      <label className="cat-search"><span className="cat-screen-reader">Search names, columns and descriptions</span><input type="search" value={search} placeholder="Search" onChange={event => onSearch(event.target.value)} /></label>
      <div className="cat-places">
        <Link to={CATALOG_PATHS.overview} isCurrent={place.kind === 'OVERVIEW'}>Overview</Link>
        {metrics.length > 0 && <Link to={CATALOG_PATHS.metrics} isCurrent={place.kind === 'METRICS'}>Metrics</Link>}
      </div>
      <div className="cat-menu" tabIndex={0} role="group" aria-label="All entities">
        {modules.map(({ name }) => {
          const own = found.filter(({ entity }) => entity.module === name)
          return own.length === 0 ? null : (
            <div key={name}>
              <h2>{name}</h2>
              <ul>{own.map(({ entity }) => <li key={entity.type}><Link to={entityAddress(entity.type)} isCurrent={entity.type === current || entity.name === current}>{entity.type}</Link></li>)}</ul>
            </div>
          )
        })}
        {found.length === 0 && <p className="cat-sub">Nothing has all of these words.</p>}
      </div>
    </nav>
  )
}
